import { ErrorCode } from '@/gen/parley/v1/errors_pb';

/** A name of the error catalogue, or `OFFLINE`: no answer came at all. */
export type ProblemCode = keyof typeof ErrorCode | 'OFFLINE';

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A refusal or failure as RFC 9457 describes it. `status` is 0 where no answer came. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    readonly detail: string,
    readonly retryable: boolean,
    readonly errors: readonly FieldError[] = [],
    readonly requestId = '',
  ) {
    super(detail);
  }

  static offline(): Problem {
    return new Problem('OFFLINE', 0, 'No connection to the server. Check the network, then try again.', true);
  }

  /** Reads a refused answer. What is no problem document (a proxy's page, say) still becomes one. */
  static async from(response: Response): Promise<Problem> {
    try {
      const body = (await response.json()) as Partial<Problem>;
      if (typeof body.code === 'string') {
        return new Problem(
          body.code,
          response.status,
          typeof body.detail === 'string' ? body.detail : 'The server refused this.',
          body.retryable === true,
          Array.isArray(body.errors) ? body.errors : [],
          typeof body.requestId === 'string' ? body.requestId : '',
        );
      }
    } catch {
      // Not JSON: described by its status below.
    }
    const retryable = response.status === 429 || response.status >= 502;
    const detail = retryable
      ? 'The server is not available right now. Try again in a moment.'
      : `The server answered ${response.status}, which was not expected.`;
    return new Problem(retryable ? 'UNAVAILABLE' : 'INTERNAL', response.status, detail, retryable);
  }
}

/** Any thrown value as a problem, for showing. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('INTERNAL', 0, 'Something broke in this page. Reload it and try again.', false);
}

/** What the problem says about one field, if it says something. */
export function fieldError(problem: Problem | null, field: string): string | undefined {
  const message = problem?.errors.find((error) => error.field === field)?.message;
  return message === undefined ? undefined : sentence(message);
}

/** The server writes what follows the name of a field; beside the field, it stands alone. */
function sentence(words: string): string {
  const start = words.charAt(0).toLocaleUpperCase() + words.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
