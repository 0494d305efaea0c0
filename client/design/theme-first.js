// Runs before the first paint, so that who chose a theme never sees the other one; `theme.ts` keeps it under this name.
{
  const theme = localStorage.getItem('convene.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}
