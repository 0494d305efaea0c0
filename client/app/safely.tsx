import { Component, type ReactNode } from 'react';
import { Button } from '../design/controls.js';
import { text } from '../i18n/text.js';

/** Keeps what is around a page that can not be shown, and says so. A new `key` tries again. */
export class Safely extends Component<{ children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div role="alert" className="mx-auto grid max-w-md justify-items-center gap-3 p-10 text-center">
        <h1 className="text-xl font-semibold">{text('app.broken')}</h1>
        <p className="text-soft">{text('app.brokenHint')}</p>
        <Button look="main" onClick={() => location.reload()}>
          {text('app.reload')}
        </Button>
        <a href="/" className="text-accent hover:underline">
          {text('app.toCalendar')}
        </a>
      </div>
    );
  }
}
