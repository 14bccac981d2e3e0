import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import { invitationLink } from './invitationText';

interface NewLinkProps {
  token: string;
  /** For whom it is; empty where it is for anybody. */
  email: string;
  onAnother: () => void;
}

/** A link that was just made, for as long as this is open: nobody can read it again. */
export function NewLink({ token, email, onAnother }: NewLinkProps) {
  const link = invitationLink(token);
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Not allowed here: it is selected, to be copied by hand.
    }
  };

  return (
    <div className="flex flex-col gap-4.5 px-6 pt-4 pb-6">
      <Notice kind="success">
        {email === '' ? 'The link is ready.' : `The link for ${email} is ready.`} It is shown only now: copy it before
        you close this.
      </Notice>
      <TextField ref={field} label="Invitation link" readOnly value={link} className="font-mono text-sm" />
      <div className="flex justify-end gap-2.5">
        <Button onClick={onAnother}>Create another</Button>
        <Button variant="primary" onClick={() => void copy()}>
          {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {copied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </div>
  );
}
