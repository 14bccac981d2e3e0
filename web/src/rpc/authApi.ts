import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AuthSessionSchema,
  ChangePasswordRequestSchema,
  ChangePasswordResponseSchema,
  LoginRequestSchema,
  LogoutRequestSchema,
  LogoutResponseSchema,
  RefreshRequestSchema,
  RegisterRequestSchema,
  SessionTransport,
  SignInOptionsSchema,
  type AuthSession,
  type SignInOptions,
} from '@/gen/parley/v1/auth_pb';
import { body, request } from './http';

type Fields<Schema extends Parameters<typeof create>[0]> = Omit<MessageInitShape<Schema>, 'session' | '$typeName'>;

export type Registration = Fields<typeof RegisterRequestSchema>;
export type Credentials = Fields<typeof LoginRequestSchema>;

export function getSignInOptions(signal?: AbortSignal): Promise<SignInOptions> {
  return request({ method: 'GET', path: '/v1/auth/options', answer: SignInOptionsSchema, signal });
}

export function register(registration: Registration): Promise<AuthSession> {
  const message = create(RegisterRequestSchema, { ...registration, session: SessionTransport.COOKIE });
  return request({
    method: 'POST',
    path: '/v1/auth/register',
    body: body(RegisterRequestSchema, message),
    answer: AuthSessionSchema,
  });
}

export function login(credentials: Credentials): Promise<AuthSession> {
  const message = create(LoginRequestSchema, { ...credentials, session: SessionTransport.COOKIE });
  return request({
    method: 'POST',
    path: '/v1/auth/login',
    body: body(LoginRequestSchema, message),
    answer: AuthSessionSchema,
  });
}

/** Exchanges the refresh cookie. */
export function refresh(): Promise<AuthSession> {
  const message = create(RefreshRequestSchema);
  return request({
    method: 'POST',
    path: '/v1/auth/refresh',
    body: body(RefreshRequestSchema, message),
    answer: AuthSessionSchema,
  });
}

export async function logout(): Promise<void> {
  const message = create(LogoutRequestSchema);
  await request({
    method: 'POST',
    path: '/v1/auth/logout',
    body: body(LogoutRequestSchema, message),
    answer: LogoutResponseSchema,
  });
}

export async function changePassword(
  accessToken: string,
  currentPassword: string,
  newPassword: string,
): Promise<number> {
  const message = create(ChangePasswordRequestSchema, { currentPassword, newPassword });
  const answer = await request({
    method: 'POST',
    path: '/v1/auth/password',
    body: body(ChangePasswordRequestSchema, message),
    answer: ChangePasswordResponseSchema,
    accessToken,
  });
  return answer.endedSessions;
}
