/** The account's settings. */
export function SettingsPage({ part }: { part?: string }) {
  return <div>{part}</div>;
}
