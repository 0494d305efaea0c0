import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { uuidV7 } from '../../../platform/ids.js';
import { createTicketCodes } from './ticket-codes.js';

const codes = createTicketCodes([Buffer.alloc(32, 7)]);
const ticketId = '0192f3a1-7b5c-7d44-9e21-0123456789ab';

describe('the code of a ticket', () => {
  it('is the same each time, and 47 characters that QR codes write at their shortest', () => {
    const code = codes.codeOf({ ticketId, edition: 0 });
    expect(code).toBe('C1069F78BVBHYM97H104HMASW9NC007RQNJSS7BYKSTMZGR');
    expect(code).toMatch(/^C1[0-9A-HJKMNP-TV-Z]{45}$/);
  });

  it('stands for its ticket and edition again, whoever they are', () => {
    for (let edition = 0; edition < 256; edition += 1) {
      const ticket = { ticketId: uuidV7(edition * 1e9), edition };
      expect(codes.read(codes.codeOf(ticket))).toEqual(ticket);
    }
  });

  it('is read as people type it', () => {
    const code = codes.codeOf({ ticketId, edition: 3 });
    const typed = code.toLowerCase().replaceAll('1', 'l').replaceAll('0', 'O').replace(/^cl/, 'c1');
    expect(codes.read(` ${typed.slice(0, 9)}-${typed.slice(9, 20)} ${typed.slice(20)}\n`)).toEqual({ ticketId, edition: 3 });
  });

  it('is another for each ticket, edition and key', () => {
    const all = [
      codes.codeOf({ ticketId, edition: 0 }),
      codes.codeOf({ ticketId, edition: 1 }),
      codes.codeOf({ ticketId: ticketId.replace('b', 'c'), edition: 0 }),
      createTicketCodes([Buffer.alloc(32, 8)]).codeOf({ ticketId, edition: 0 }),
    ];
    expect(new Set(all.map((code) => code.slice(-17)))).toHaveProperty('size', 4);
  });

  it('can’t be forged: with any one character changed it is nobody’s', () => {
    const code = codes.codeOf({ ticketId, edition: 0 });
    for (let at = 0; at < code.length; at += 1) {
      for (const other of 'C10Z8G') {
        if (code[at] === other) continue;
        expect(codes.read(code.slice(0, at) + other + code.slice(at + 1))).toBeNull();
      }
    }
  });

  it('is none where it is short, long, empty, of another version or signed by another key', () => {
    const code = codes.codeOf({ ticketId, edition: 0 });
    const foreign = createTicketCodes([randomBytes(32)]).codeOf({ ticketId, edition: 0 });
    for (const wrong of ['', 'C1', code.slice(0, -1), `${code}0`, `C2${code.slice(2)}`, code.replace(/.$/, 'U'), '🎟'.repeat(47), foreign]) {
      expect(codes.read(wrong)).toBeNull();
    }
  });

  it('is good under an older key too, and made by the first', () => {
    const [older, newer] = [randomBytes(32), randomBytes(32)];
    const code = createTicketCodes([older]).codeOf({ ticketId, edition: 0 });
    const both = createTicketCodes([newer, older]);
    expect(both.read(code)).toEqual({ ticketId, edition: 0 });
    expect(both.codeOf({ ticketId, edition: 0 })).toBe(createTicketCodes([newer]).codeOf({ ticketId, edition: 0 }));
  });
});
