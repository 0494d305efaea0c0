import { Mark } from '../design/icons.js';
import { useTitle } from '../design/title.js';
import { text } from '../i18n/text.js';

/** Where no page is. Who is not signed in has no frame around it, and sees whose it is. */
export function NotFound({ framed }: { framed: boolean }) {
  useTitle(text('app.notFound'));
  const Part = framed ? 'div' : 'main';
  return (
    <Part className="grid min-h-full place-items-center p-6">
      <div className="grid max-w-sm justify-items-center text-center">
        {!framed && (
          <a href="/" className="mb-10 flex items-center gap-2 text-lg font-semibold">
            <Mark /> Convene
          </a>
        )}
        <p aria-hidden className="text-6xl font-semibold tracking-tight text-line-strong tabular-nums">
          404
        </p>
        <h1 className="mt-3 text-xl font-semibold">{text('app.notFound')}</h1>
        <p className="mt-1 mb-6 text-soft">{text('app.notFoundHint')}</p>
        <a href="/" className="inline-flex min-h-10 items-center rounded-box bg-accent px-3.5 font-medium text-on-accent hover:bg-accent-over">
          {text(framed ? 'app.toCalendar' : 'app.toStart')}
        </a>
      </div>
    </Part>
  );
}
