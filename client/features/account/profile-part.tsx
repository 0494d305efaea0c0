import { useMutation } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { Button, Field } from '../../design/controls.js';
import { Form, FormFault, typedIn } from '../../design/form.js';
import { toast } from '../../design/toasts.js';
import { locale } from '../../i18n/language.js';
import { useZone } from '../../session/viewer.js';
import { Card } from './card.js';
import { UpdateProfile } from './operations.js';
import type { Owner } from './settings-page.js';
import { text } from './texts.js';

/** What others read of somebody. */
export function ProfilePart({ me }: { me: Owner }) {
  const zone = useZone();
  const [update, { loading, error }] = useMutation(UpdateProfile, { onCompleted: () => toast(text('settings.saved')) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fullName = typedIn(event.currentTarget)('fullName').trim();
    // A refusal is shown in the form.
    void update({ variables: { input: { fullName } } }).catch(() => null);
  };
  return (
    <Card>
      <Form error={error} onSubmit={submit} className="grid max-w-md gap-5">
        <Field label={text('profile.fullName')} hint={text('profile.fullNameHint')} name="fullName" autoComplete="name" defaultValue={me.fullName ?? ''} maxLength={200} required />
        <Field label={text('profile.username')} hint={text('profile.usernameHint')} value={me.username ?? ''} readOnly />
        <FormFault />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button type="submit" look="main" disabled={loading}>
            {text('settings.save')}
          </Button>
          {me.createdAt && <p className="text-sm text-soft">{text('profile.since', { date: new Date(me.createdAt).toLocaleDateString(locale(), { timeZone: zone, dateStyle: 'long' }) })}</p>}
        </div>
      </Form>
    </Card>
  );
}
