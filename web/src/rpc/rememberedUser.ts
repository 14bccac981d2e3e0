import { create, fromJsonString, toJsonString } from '@bufbuild/protobuf';
import { UserSchema, type User } from '@/gen/parley/v1/users_pb';

const KEY = 'parley.user';

/** Who was signed in when this browser was last used here; null where nobody was, or nothing can be kept. */
export function rememberedUser(): User | null {
  try {
    const json = localStorage.getItem(KEY);
    return json === null ? null : fromJsonString(UserSchema, json, { ignoreUnknownFields: true });
  } catch {
    return null;
  }
}

/** Remembers who is signed in, by what is public about them; null forgets them. Where nothing can be kept, nothing is. */
export function rememberUser(user: User | null): void {
  try {
    if (user === null) localStorage.removeItem(KEY);
    else {
      const { id, username, displayName, avatarVersion, guest } = user;
      const known = create(UserSchema, { id, username, displayName, avatarVersion, guest });
      localStorage.setItem(KEY, toJsonString(UserSchema, known));
    }
  } catch {
    // Closed or full.
  }
}
