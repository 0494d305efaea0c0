import { useApolloClient } from '@apollo/client/react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { GearIcon, LeaveIcon, Mark, TicketIcon } from '../design/icons.js';
import { Menu, MenuChoice, MenuItem } from '../design/menu.js';
import { chooseTheme, onTheme, theme, type Theme } from '../design/theme.js';
import { useOnline } from '../graph/connection.js';
import { text } from '../i18n/text.js';
import { signOut } from '../session/sign-out.js';
import { useMe } from '../session/viewer.js';
import { navigate } from './router.js';

/** What stands around every page of somebody who is signed in. `bell` comes from the inbox; `notice` is told on every page. */
export function Shell({ bell, notice, children }: { bell: ReactNode; notice: ReactNode; children: ReactNode }) {
  const online = useOnline();
  return (
    <div className="flex h-full flex-col">
      <a href="#content" className="sr-only focus:not-sr-only focus:p-2">
        {text('app.skip')}
      </a>
      <header className="flex h-14 print:hidden shrink-0 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
        <a href="/" className="mr-auto flex items-center gap-2 font-semibold">
          <Mark /> Convene
        </a>
        {bell}
        <PersonMenu />
      </header>
      {!online && (
        <p role="status" className="bg-warn-wash px-4 py-1.5 text-center text-warn">
          {text('app.offline')}
        </p>
      )}
      {notice}
      <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-auto">
        {children}
      </main>
    </div>
  );
}

const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

function PersonMenu() {
  const client = useApolloClient();
  const me = useMe();
  const chosen = useSyncExternalStore(onTheme, theme);
  const name = me.fullName ?? me.username ?? '';
  const leave = async (): Promise<void> => {
    await signOut(client);
    navigate('/sign-in');
  };
  return (
    <Menu label={text('app.account', { name })} face={<Initials name={name} />}>
      <div className="px-3 pt-1.5 pb-2.5">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-sm text-soft">{me.email ?? me.username}</p>
      </div>
      <MenuItem href="/bookings">
        <TicketIcon /> {text('app.bookings')}
      </MenuItem>
      <MenuItem href="/settings">
        <GearIcon /> {text('app.settings')}
      </MenuItem>
      <div role="group" aria-label={text('app.theme')} className="mx-3 my-1.5 flex rounded-box bg-sunken p-0.5 text-sm">
        {THEMES.map((one) => (
          <MenuChoice
            key={one}
            chosen={chosen === one}
            onClick={() => chooseTheme(one)}
            className="min-h-8 flex-1 rounded-lg text-soft aria-checked:bg-raised aria-checked:font-medium aria-checked:text-ink aria-checked:shadow-sm"
          >
            {text(`app.theme.${one}`)}
          </MenuChoice>
        ))}
      </div>
      <MenuItem onClick={() => void leave()}>
        <LeaveIcon /> {text('app.signOut')}
      </MenuItem>
    </Menu>
  );
}

function Initials({ name }: { name: string }) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
  // Drawn rather than said: the button has the whole name.
  return <span data-letters={letters} className="grid size-9 place-items-center rounded-full bg-accent-wash text-sm font-semibold text-accent uppercase before:content-[attr(data-letters)]" />;
}
