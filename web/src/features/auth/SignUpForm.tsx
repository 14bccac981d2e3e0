import { useMutation } from '@tanstack/react-query';
import { register, type Registration } from '@/rpc/authApi';
import { session } from '@/rpc/browserSession';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { checkRegistration, placeInForm } from './registration';
import { useFocusFirstError } from './useFocusFirstError';

interface SignUpFormProps {
  passwordMinLength: number;
  /** The secret of an invitation for guests; empty for everybody else. */
  invitationToken: string;
}

export function SignUpForm({ passwordMinLength, invitationToken }: SignUpFormProps) {
  const signUp = useMutation({
    mutationFn: async (registration: Registration) => {
      const wrong = checkRegistration(registration, passwordMinLength);
      if (wrong !== null) throw wrong;
      return register(registration);
    },
    onSuccess: (answer) => session.begin(answer),
  });
  const problem = signUp.error === null ? null : placeInForm(toProblem(signUp.error));
  const form = useFocusFirstError(problem);

  const submit = (data: FormData) =>
    signUp.mutate({
      email: formText(data, 'email').trim(),
      username: formText(data, 'username').trim(),
      displayName: formText(data, 'displayName').trim(),
      password: formText(data, 'password'),
      invitationToken,
    });

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4.5"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {problem !== null && problem.errors.length === 0 && <Notice kind="danger">{problem.detail}</Notice>}
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        hint="Never shown to others."
        error={fieldError(problem, 'email')}
      />
      <TextField
        label="User name"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint="How others find you. Letters, digits, dots, dashes."
        error={fieldError(problem, 'username')}
      />
      <TextField
        label="Display name"
        name="displayName"
        autoComplete="name"
        maxLength={64}
        optional
        error={fieldError(problem, 'displayName')}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        required
        hint={`At least ${passwordMinLength} characters.`}
        error={fieldError(problem, 'password')}
      />
      <Button type="submit" variant="primary" wide busy={signUp.isPending} className="mt-1.5">
        Create account
      </Button>
    </form>
  );
}
