import { useWorkspaceTitle } from '@/features/rooms/useWorkspaceTitle';
import { useMe } from '@/features/auth/useSession';
import { BlockedPeople } from '@/features/blocking/BlockedPeople';
import { PageHeader } from '@/ui/PageHeader';
import { EmojiSettings } from './EmojiSettings';
import { PasswordForm } from './PasswordForm';
import { ProfileSection } from './ProfileSection';
import { PreferenceChoice } from './PreferenceChoice';
import { SettingsSection } from './SettingsSection';
import { ThemePicker } from './ThemePicker';

export function SettingsPage() {
  useWorkspaceTitle('Settings');
  const me = useMe();
  if (me === null) return null;
  return (
    <>
      <PageHeader title="Settings" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-3xl flex-col px-4 pb-12 sm:px-6">
          <SettingsSection title="Profile" note="How others see you.">
            <ProfileSection me={me} />
          </SettingsSection>
          <SettingsSection title="Privacy" note="For all your devices.">
            <PreferenceChoice
              preference="readReceipts"
              label="Show others what I have read"
              note="Otherwise you do not see what they have read, either. Rooms of more than 50 people never show it."
            />
          </SettingsSection>
          <SettingsSection title="Emoji" note="Of this place, for everybody.">
            <EmojiSettings />
          </SettingsSection>
          <SettingsSection title="Messages" note="For all your devices.">
            <PreferenceChoice
              preference="linkPreviews"
              label="Show previews of links"
              note="They come from this server, which has looked at the pages: your browser does not ask them for anything."
            />
          </SettingsSection>
          <SettingsSection
            title="Blocked people"
            note="They are not told, but may notice: what they write to you alone is refused."
          >
            <BlockedPeople />
          </SettingsSection>
          <SettingsSection title="Appearance" note="Kept in this browser.">
            <ThemePicker />
          </SettingsSection>
          <SettingsSection title="Password" note="A change ends your other sessions.">
            <PasswordForm username={me.username} />
          </SettingsSection>
        </div>
      </div>
    </>
  );
}
