import { lazily } from '@/ui/lazily';

/** What opens over a page. None of it is part of what is loaded first. */
export const AcknowledgementsDialog = lazily(() =>
  import('./attention/AcknowledgementsDialog').then((module) => module.AcknowledgementsDialog),
);
export const BlockDialog = lazily(() => import('./blocking/BlockDialog').then((module) => module.BlockDialog));
export const EditHistoryDialog = lazily(() =>
  import('./chat/EditHistoryDialog').then((module) => module.EditHistoryDialog),
);
export const EmojiPicker = lazily(() => import('./emoji/EmojiPicker').then((module) => module.EmojiPicker));
export const ForwardDialog = lazily(() => import('./forwarding/ForwardDialog').then((module) => module.ForwardDialog));
export const InvitePeopleDialog = lazily(() =>
  import('./invitations/InvitePeopleDialog').then((module) => module.InvitePeopleDialog),
);
export const RemindDialog = lazily(() => import('./later/RemindDialog').then((module) => module.RemindDialog));
export const ScheduleDialog = lazily(() => import('./later/ScheduleDialog').then((module) => module.ScheduleDialog));
export const PollDialog = lazily(() => import('./polls/PollDialog').then((module) => module.PollDialog));
export const VotersDialog = lazily(() => import('./polls/VotersDialog').then((module) => module.VotersDialog));
export const PresenceDialog = lazily(() => import('./presence/PresenceDialog').then((module) => module.PresenceDialog));
export const ArchiveRoomDialog = lazily(() =>
  import('./rooms/ArchiveRoomDialog').then((module) => module.ArchiveRoomDialog),
);
export const BanDialog = lazily(() => import('./rooms/BanDialog').then((module) => module.BanDialog));
export const CreateRoomDialog = lazily(() =>
  import('./rooms/CreateRoomDialog').then((module) => module.CreateRoomDialog),
);
export const DeleteRoomDialog = lazily(() =>
  import('./rooms/DeleteRoomDialog').then((module) => module.DeleteRoomDialog),
);
export const LeaveRoomDialog = lazily(() => import('./rooms/LeaveRoomDialog').then((module) => module.LeaveRoomDialog));
export const ModerationDialog = lazily(() =>
  import('./rooms/ModerationDialog').then((module) => module.ModerationDialog),
);
export const NewConversationDialog = lazily(() =>
  import('./rooms/NewConversationDialog').then((module) => module.NewConversationDialog),
);
export const NotificationsDialog = lazily(() =>
  import('./rooms/NotificationsDialog').then((module) => module.NotificationsDialog),
);
export const PersonCard = lazily(() => import('./rooms/PersonCard').then((module) => module.PersonCard));
export const RemoveMemberDialog = lazily(() =>
  import('./rooms/RemoveMemberDialog').then((module) => module.RemoveMemberDialog),
);
export const RetentionDialog = lazily(() => import('./rooms/RetentionDialog').then((module) => module.RetentionDialog));
export const RoomSettingsDialog = lazily(() =>
  import('./rooms/RoomSettingsDialog').then((module) => module.RoomSettingsDialog),
);
export const ShortcutsDialog = lazily(() => import('./rooms/ShortcutsDialog').then((module) => module.ShortcutsDialog));
export const DeleteSectionDialog = lazily(() =>
  import('./sections/DeleteSectionDialog').then((module) => module.DeleteSectionDialog),
);
export const MoveRoomDialog = lazily(() => import('./sections/MoveRoomDialog').then((module) => module.MoveRoomDialog));
export const SectionNameDialog = lazily(() =>
  import('./sections/SectionNameDialog').then((module) => module.SectionNameDialog),
);
export const TimeDialog = lazily(() => import('./composing/TimeDialog').then((module) => module.TimeDialog));
