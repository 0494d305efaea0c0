import { createHash } from 'node:crypto';
import { CallerError } from '../../../platform/errors.js';
import type { RateLimiter, RateLimits } from '../../../platform/rate-limit/rate-limit.js';
import { keyOf } from '../domain/account.js';
import { networkOf } from '../domain/network.js';
import type { Device } from '../domain/session.js';
import type { DeviceMarks } from './known-devices.js';

/** Holds tries to a rate. Each method counts one, and throws RATE_LIMITED with `retryAfter` in seconds when it is too many. */
export interface Throttle {
  register(device: Device): Promise<void>;
  login(device: Device, tried: TriedLogin): Promise<void>;
  reset(device: Device, email: string): Promise<void>;
  /** Mail that an account has sent to an address of its choice. */
  mail(accountId: string): Promise<void>;
  /** Looking for a person by name. */
  lookup(viewerId: string): Promise<void>;
  /** A password that somebody who is signed in is asked for again; those that were right do not count. */
  password(accountId: string, check: () => Promise<boolean>): Promise<boolean>;
}

/** A try to sign in. */
export interface TriedLogin {
  readonly identifier: string;
  /** Null when nobody has that name; nothing else is different then. */
  readonly accountId: string | null;
  readonly marks: DeviceMarks;
  /** Those of the marks with which the account has signed in before. */
  readonly known: readonly Buffer[];
}

export interface ThrottleParts {
  readonly limits: RateLimits;
  /** Tries a minute of each of register, login and reset. */
  readonly perMinute: number;
}

/** An account is tried this many times as often in all as from one address, before devices that are new to it have to wait. */
const ALL_ADDRESSES = 20;
const LOOKUPS_A_MINUTE = 120;

/** Counts over all processes. A device that is known is measured by itself, so that others can not lock it out. */
export function createThrottle({ limits, perMinute }: ThrottleParts): Throttle {
  const limiter = (name: string, points = perMinute): RateLimiter => limits.limiter(name, { points, seconds: 60 });
  const [registering, resetting] = [limiter('register'), limiter('reset')];
  const resettingAccount = limiter('reset-account', perMinute * ALL_ADDRESSES);
  const [mailing, checking, lookingUp] = [limiter('mail'), limiter('password'), limiter('lookup', LOOKUPS_A_MINUTE)];
  const loggingIn = createLoginThrottle(limiter, limiter('login-account', perMinute * ALL_ADDRESSES));

  return {
    async register(device) {
      if (!device.internal) refuse(await registering.take(addressOf(device)));
    },
    async login(device, tried) {
      if (!device.internal) await loggingIn(device, tried);
    },
    async reset(device, email) {
      if (device.internal) return;
      refuse(await resetting.take(addressOf(device)));
      refuse(await resettingAccount.take(textKey(email)));
    },
    async mail(accountId) {
      refuse(await mailing.take(accountId));
    },
    async lookup(viewerId) {
      refuse(await lookingUp.take(viewerId));
    },
    async password(accountId, check) {
      refuse(await checking.take(accountId));
      const right = await check();
      if (right) await checking.giveBack(accountId);
      return right;
    },
  };
}

/**
 * A device with our secret is counted for itself and its account. All others are counted by address, which bounds each
 * account at that address too; a program known at this address may go on as long as it is not itself the one that tries
 * too often. What is new to the account is bounded over all addresses together.
 */
function createLoginThrottle(limiter: (name: string, points?: number) => RateLimiter, accounts: RateLimiter) {
  const secrets = limiter('login-device');
  const addresses = limiter('login');
  const programs = limiter('login-program');
  return async (device: Device, { identifier, accountId, marks: { secret, program }, known }: TriedLogin): Promise<void> => {
    const isKnown = (mark: Buffer | null): boolean => mark !== null && known.some((each) => each.equals(mark));
    const account = accountId ?? textKey(identifier);
    if (secret && isKnown(secret)) {
      refuse(await secrets.take(`${account}:${secret.toString('base64url')}`));
      return;
    }
    const address = addressOf(device);
    const [ofAddress, ofProgram] = await Promise.all([addresses.take(address), programs.take(program.toString('base64url'))]);
    if (isKnown(program)) {
      refuse(ofProgram);
      return;
    }
    refuse(ofAddress);
    refuse(await accounts.take(account));
  };
}

const addressOf = ({ ipAddress }: Device): string => networkOf(ipAddress ?? 'unknown');

/** A name that somebody gave, at a fixed length. */
const textKey = (text: string): string => createHash('sha256').update(keyOf(text.trim())).digest('base64url');

function refuse(retryAfter: number | null): void {
  if (retryAfter === null) return;
  throw new CallerError('RATE_LIMITED', 'That was tried too often. Try again later.', { retryAfter });
}
