import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { loadPageAt } from './pages.js';
import '../design/app.css';
import { createGraphClient } from '../graph/client.js';
import { language } from '../i18n/language.js';
import { followOtherTabs, onSession, sessionState } from '../session/tokens.js';

const place = document.getElementById('app');
if (place) {
  document.documentElement.lang = language();
  const client = createGraphClient();
  followOtherTabs();
  onSession(() => {
    if (sessionState() === 'out') void client.clearStore();
  });
  // All at once: what is drawn piece by piece is drawn several times.
  await loadPageAt(location.pathname, sessionState());
  createRoot(place).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <App />
      </ApolloProvider>
    </StrictMode>,
  );
}
