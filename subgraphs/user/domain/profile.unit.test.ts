import { describe, expect, it } from '@jest/globals';
import { avatarUrlFault, fullNameFault, localeFault, timeZoneFault } from './profile.js';

describe('a profile', () => {
  it.each(['Ada Lovelace', 'Ὑπατία', '李', 'O’Neil-Smith Jr.'])('takes the name %s', (name) => {
    expect(fullNameFault(name)).toBeNull();
  });
  it.each(['', '   ', 'a\u0000b', 'a\nb', 'evil\u202ename', 'x'.repeat(201)])('refuses the name %j', (name) => {
    expect(fullNameFault(name)).not.toBeNull();
  });

  it.each(['Europe/Paris', 'UTC', 'America/Argentina/Buenos_Aires'])('takes the zone %s', (zone) => {
    expect(timeZoneFault(zone)).toBeNull();
  });
  it.each(['', 'Europe/Atlantis', '+02:00', 'a b'])('refuses the zone %j', (zone) => {
    expect(timeZoneFault(zone)).not.toBeNull();
  });

  it.each(['en', 'de-AT', 'zh-Hant-TW'])('takes the language %s', (locale) => {
    expect(localeFault(locale)).toBeNull();
  });
  it.each(['', 'english language', 'e', '-'])('refuses the language %j', (locale) => {
    expect(localeFault(locale)).not.toBeNull();
  });

  it('takes pictures from the web alone', () => {
    expect(avatarUrlFault('https://example.org/ada.png')).toBeNull();
    expect(avatarUrlFault('javascript:alert(1)')).not.toBeNull();
    expect(avatarUrlFault('ada.png')).not.toBeNull();
  });
});
