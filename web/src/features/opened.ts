import { lazyDialog } from '@/ui/lazyDialog';

/** What opens over a page, or beside it. None of it is part of what is loaded first. */
export const AcknowledgementsDialog = lazyDialog(() =>
  import('./attention/AcknowledgementsDialog').then((module) => module.AcknowledgementsDialog),
);
export const BlockDialog = lazyDialog(() => import('./blocking/BlockDialog').then((module) => module.BlockDialog));
export const EditHistoryDialog = lazyDialog(() =>
  import('./chat/EditHistoryDialog').then((module) => module.EditHistoryDialog),
);
export const EmojiPicker = lazyDialog(() => import('./emoji/EmojiPicker').then((module) => module.EmojiPicker));
export const ForwardDialog = lazyDialog(() =>
  import('./forwarding/ForwardDialog').then((module) => module.ForwardDialog),
);
export const InvitePeopleDialog = lazyDialog(() =>
  import('./invitations/InvitePeopleDialog').then((module) => module.InvitePeopleDialog),
);
export const RemindDialog = lazyDialog(() => import('./later/RemindDialog').then((module) => module.RemindDialog));
export const ScheduleDialog = lazyDialog(() =>
  import('./later/ScheduleDialog').then((module) => module.ScheduleDialog),
);
export const ReactorsDialog = lazyDialog(() =>
  import('./reactions/ReactorsDialog').then((module) => module.ReactorsDialog),
);
export const ParticipantsDialog = lazyDialog(() =>
  import('./threads/ParticipantsDialog').then((module) => module.ParticipantsDialog),
);
export const PinsPanel = lazyDialog(() => import('./pins/PinsPanel').then((module) => module.PinsPanel));
export const PollDialog = lazyDialog(() => import('./polls/PollDialog').then((module) => module.PollDialog));
export const VotersDialog = lazyDialog(() => import('./polls/VotersDialog').then((module) => module.VotersDialog));
export const PresenceDialog = lazyDialog(() =>
  import('./presence/PresenceDialog').then((module) => module.PresenceDialog),
);
export const ArchiveRoomDialog = lazyDialog(() =>
  import('./rooms/ArchiveRoomDialog').then((module) => module.ArchiveRoomDialog),
);
export const BanDialog = lazyDialog(() => import('./rooms/BanDialog').then((module) => module.BanDialog));
export const CreateRoomDialog = lazyDialog(() =>
  import('./rooms/CreateRoomDialog').then((module) => module.CreateRoomDialog),
);
export const DeleteRoomDialog = lazyDialog(() =>
  import('./rooms/DeleteRoomDialog').then((module) => module.DeleteRoomDialog),
);
export const LeaveRoomDialog = lazyDialog(() =>
  import('./rooms/LeaveRoomDialog').then((module) => module.LeaveRoomDialog),
);
export const ModerationDialog = lazyDialog(() =>
  import('./rooms/ModerationDialog').then((module) => module.ModerationDialog),
);
export const NewConversationDialog = lazyDialog(() =>
  import('./rooms/NewConversationDialog').then((module) => module.NewConversationDialog),
);
export const NotificationsDialog = lazyDialog(() =>
  import('./rooms/NotificationsDialog').then((module) => module.NotificationsDialog),
);
export const PersonCard = lazyDialog(() => import('./rooms/PersonCard').then((module) => module.PersonCard));
export const RemoveMemberDialog = lazyDialog(() =>
  import('./rooms/RemoveMemberDialog').then((module) => module.RemoveMemberDialog),
);
export const RetentionDialog = lazyDialog(() =>
  import('./rooms/RetentionDialog').then((module) => module.RetentionDialog),
);
export const RoomSettingsDialog = lazyDialog(() =>
  import('./rooms/RoomSettingsDialog').then((module) => module.RoomSettingsDialog),
);
export const ShortcutsDialog = lazyDialog(() =>
  import('./rooms/ShortcutsDialog').then((module) => module.ShortcutsDialog),
);
export const DeleteSectionDialog = lazyDialog(() =>
  import('./sections/DeleteSectionDialog').then((module) => module.DeleteSectionDialog),
);
export const MoveRoomDialog = lazyDialog(() =>
  import('./sections/MoveRoomDialog').then((module) => module.MoveRoomDialog),
);
export const SectionNameDialog = lazyDialog(() =>
  import('./sections/SectionNameDialog').then((module) => module.SectionNameDialog),
);
export const TimeDialog = lazyDialog(() => import('./composing/TimeDialog').then((module) => module.TimeDialog));
