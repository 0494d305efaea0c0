import { describeWays } from './ways.suite.js';

describeWays('accounts, bookings and notifications');
