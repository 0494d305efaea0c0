import { describeLeaks } from './leaks.suite.js';

describeLeaks({ documents: 5000, seed: 4 });
