import { describeLeaks } from './leaks.suite.js';

describeLeaks({ documents: 300, seed: 20261120 });
