import { describeWays } from './ways.suite.js';

describeWays('calendars and events');
