import { askFirst } from './app/ahead.js';

// The server answers what is asked first while the application is compiled.
void askFirst();
void import('./app/open.js');
