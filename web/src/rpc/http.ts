import { fromJson, toJson, type DescMessage, type JsonValue, type MessageShape } from '@bufbuild/protobuf';
import { Problem } from './problem';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Call<Answer extends DescMessage> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Query;
  readonly body?: JsonValue;
  readonly answer: Answer;
  readonly accessToken?: string;
  readonly signal?: AbortSignal;
  /** Goes on when the page is left meanwhile. */
  readonly outlivesPage?: boolean;
}

/** One REST request with typed JSON. Throws a `Problem` for every refusal and failure, an `AbortError` when aborted. */
export async function request<Answer extends DescMessage>(call: Call<Answer>): Promise<MessageShape<Answer>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  if (call.accessToken !== undefined) headers.Authorization = `Bearer ${call.accessToken}`;
  let response: Response;
  try {
    response = await fetch(call.path + search(call.query), {
      method: call.method,
      headers,
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      credentials: 'same-origin',
      keepalive: call.outlivesPage,
      signal: call.signal,
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw Problem.offline();
  }
  if (!response.ok) throw await Problem.from(response);
  try {
    return fromJson(call.answer, (await response.json()) as JsonValue, { ignoreUnknownFields: true });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw new Problem('INTERNAL', response.status, 'The server gave an answer that cannot be read.', false);
  }
}

/** A request body of the contract as JSON. */
export function body<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): JsonValue {
  return toJson(schema, message);
}

function search(query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
