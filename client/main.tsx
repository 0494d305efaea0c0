import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { loadPageAt } from './app/pages.js';
import './design/app.css';
import { createGraphClient } from './graph/client.js';
import { language } from './i18n/language.js';
import { followOtherTabs, onSession, sessionState } from './session/tokens.js';

const place = document.getElementById('app');
if (place) {
  document.documentElement.lang = language();
  const client = createGraphClient();
  followOtherTabs();
  onSession(() => {
    if (sessionState() === 'out') void client.clearStore();
  });
  // While it finds out who is signed in.
  loadPageAt(location.pathname);
  createRoot(place).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <App />
      </ApolloProvider>
    </StrictMode>,
  );
}
