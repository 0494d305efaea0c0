import './workers.js';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher.js';
import './page.css';

const WELCOME = `# Convene: one endpoint for people, calendars, events, bookings and reminders.
#
# Sign in, then put the access token into the headers below:
#   { "authorization": "Bearer …" }
# They go with queries, mutations and subscriptions alike.

mutation SignIn {
  login(input: { identifier: "…", password: "…" }) {
    accessToken
    user {
      fullName
    }
  }
}

query Me {
  me {
    id
    fullName
  }
}
`;

const place = document.getElementById('graphiql');
if (place) {
  createRoot(place).render(
    <GraphiQL
      fetcher={createFetcher(new URL('/graphql', location.href))}
      defaultQuery={WELCOME}
      defaultEditorToolsVisibility="headers"
      defaultHeaders={'{\n  "authorization": ""\n}'}
      shouldPersistHeaders={false}
    />,
  );
}
