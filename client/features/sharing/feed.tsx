import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Confirm } from '../../design/confirm.js';
import { Button } from '../../design/controls.js';
import { CopyField } from '../../design/copy-field.js';
import { toast } from '../../design/toasts.js';
import { RotateFeed } from './operations.js';
import { Section } from './section.js';
import { text } from './texts.js';
import type { Shared } from './use-shared-calendar.js';

/** The reader's own address of the calendar for other programs, and the way to end it. */
export function Feed({ shared }: { shared: Shared }) {
  const [rotate] = useMutation(RotateFeed);
  const [asks, setAsks] = useState(false);
  if (shared.feedUrl === null) return null;
  const run = async (): Promise<void> => {
    await rotate({ variables: { calendarId: shared.id } });
    toast(text('feed.rotated'));
  };
  return (
    <Section title={text('feed.title')}>
      <p className="mb-3 text-soft">{text('feed.lead')}</p>
      <CopyField label={text('feed.address')} value={shared.feedUrl} />
      <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1">
        <a href={shared.feedUrl.replace(/^https?:/, 'webcal:')} className="inline-flex min-h-9 items-center text-accent hover:underline">
          {text('feed.open')}
        </a>
        <Button look="quiet" className="-ml-3.5 sm:ml-0" onClick={() => setAsks(true)}>
          {text('feed.rotate')}
        </Button>
      </div>
      {asks && (
        <Confirm title={text('feed.rotateTitle')} action={text('feed.rotate')} onConfirm={run} onClose={() => setAsks(false)}>
          <p>{text('feed.rotateWords')}</p>
        </Confirm>
      )}
    </Section>
  );
}
