import { useApolloClient } from '@apollo/client/react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from '../../design/controls.js';
import { Segments } from '../../design/segments.js';
import { chooseTheme, onTheme, theme, type Theme } from '../../design/theme.js';
import { toast } from '../../design/toasts.js';
import { ZonePicker } from '../../design/zone-picker.js';
import { plainError } from '../../graph/errors.js';
import { chooseLocale, followsBrowser, language, locale, onLocale, type Language } from '../../i18n/language.js';
import type { UpdateProfileInput } from '../../__generated__/graphql.js';
import { Card } from './card.js';
import { UpdateProfile } from './operations.js';
import type { Owner } from './settings-page.js';
import { text } from './texts.js';

type Spoken = Language | 'browser';

/** How the application speaks and looks. What is chosen counts at once. */
export function PreferencesPart({ me }: { me: Owner }) {
  const client = useApolloClient();
  const look = useSyncExternalStore(onTheme, theme);
  const spoken = useSyncExternalStore(onLocale, (): Spoken => (followsBrowser() ? 'browser' : language()));
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // Not by `useMutation`: with the language the whole page is made anew.
  const save = async (input: UpdateProfileInput): Promise<void> => {
    try {
      await client.mutate({ mutation: UpdateProfile, variables: { input } });
      toast(text('settings.saved'));
    } catch (error) {
      toast(plainError(error).message);
    }
  };
  const speak = (chosen: Spoken): void => {
    chooseLocale(chosen === 'browser' ? null : chosen);
    void save({ locale: chosen === 'browser' ? locale() : chosen });
  };
  return (
    <Card>
      <div className="grid max-w-md gap-7">
        <Setting label={text('preferences.language')} hint={text('preferences.languageHint')}>
          <Segments<Spoken>
            label={text('preferences.language')}
            value={spoken}
            onChoose={speak}
            options={[
              { value: 'browser', label: text('preferences.browser') },
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
          />
        </Setting>
        <div>
          <ZonePicker label={text('preferences.zone')} hint={text('preferences.zoneHint')} value={me.timeZone ?? here} onPick={(timeZone) => void save({ timeZone })} />
          {me.timeZone !== here && (
            <p className="mt-2 flex flex-wrap items-center gap-x-2 text-sm text-soft">
              {text('preferences.zoneHere', { zone: here.replaceAll('_', ' ') })}
              <Button look="quiet" className="min-h-8 px-2 text-accent" onClick={() => void save({ timeZone: here })}>
                {text('preferences.zoneTake')}
              </Button>
            </p>
          )}
        </div>
        <Setting label={text('preferences.theme')} hint={text('preferences.themeHint')}>
          <Segments<Theme>
            label={text('preferences.theme')}
            value={look}
            onChoose={chooseTheme}
            options={[
              { value: 'light', label: text('app.theme.light') },
              { value: 'dark', label: text('app.theme.dark') },
              { value: 'system', label: text('app.theme.system') },
            ]}
          />
        </Setting>
      </div>
    </Card>
  );
}

const Setting = ({ label, hint, children }: { label: string; hint: string; children: ReactNode }) => (
  <div>
    <p aria-hidden className="mb-1 text-sm font-medium">
      {label}
    </p>
    {children}
    <p className="mt-1 text-sm text-soft">{hint}</p>
  </div>
);
