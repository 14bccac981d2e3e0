import { countCharacters } from '@/rpc/characters';
import { Problem, type FieldError } from '@/rpc/problem';
import type { Registration } from '@/rpc/authApi';

const USERNAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,31}$/;

/** What is wrong with a registration before it is sent, in the form in which the server would say it; null if nothing is. */
export function checkRegistration(registration: Registration, passwordMinLength: number): Problem | null {
  const { email = '', username = '', password = '' } = registration;
  const errors: FieldError[] = [];
  if (!/^\S+@\S+$/.test(email))
    errors.push({ field: 'email', message: 'Enter an e-mail address, such as you@example.com.' });
  if (!USERNAME.test(username)) {
    errors.push({ field: 'username', message: 'Use 2 to 32 letters, digits, dots, dashes or underscores.' });
  }
  if (countCharacters(password) < passwordMinLength) {
    errors.push({ field: 'password', message: `Use at least ${passwordMinLength} characters.` });
  }
  return errors.length === 0
    ? null
    : new Problem('INVALID_ARGUMENT', 400, 'Some fields need another look.', false, errors);
}

/** Refusals that are about one field, wherever the server put the words. */
export function placeInForm(problem: Problem): Problem {
  if (problem.errors.length > 0) return problem;
  const field = problem.code === 'USERNAME_TAKEN' ? 'username' : problem.code === 'WEAK_PASSWORD' ? 'password' : null;
  if (field === null) return problem;
  const { code, status, detail, retryable, requestId } = problem;
  return new Problem(code, status, detail, retryable, [{ field, message: detail }], requestId);
}
