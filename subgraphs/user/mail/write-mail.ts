import type { MailKind } from '../domain/mail.js';
import { WORDS, type MailWords } from './words.js';

/** Who a mail speaks to, and what it leads to. */
export interface MailFacts {
  /** BCP 47; English is spoken where we have no words in it. */
  readonly locale: string;
  readonly fullName: string;
  readonly username: string;
  /** Null for a mail without a button. */
  readonly link: string | null;
  readonly publicUrl: string;
}

/** A mail ready to be sent, in both forms. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a mail in the language of its reader. */
export function writeMail(kind: MailKind, facts: MailFacts): WrittenMail {
  const language = new Intl.Locale(facts.locale).language;
  const words = (language === 'de' ? WORDS.de : WORDS.en)[kind](facts);
  return { subject: words.subject, text: textOf(words, facts), html: htmlOf(words, facts, language === 'de' ? 'de' : 'en') };
}

function textOf(words: MailWords, { link, publicUrl }: MailFacts): string {
  const parts = [words.greeting, ...words.paragraphs];
  if (link !== null) parts.push(`${words.action}:\n${link}`);
  parts.push(words.footnote, `Convene\n${publicUrl}`);
  return `${parts.join('\n\n')}\n`;
}

const STYLE = {
  page: 'margin:0;padding:24px;background:#f3f4f6;font:16px/1.5 system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif;color:#1f2937',
  card: 'max-width:520px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e5e7eb;border-radius:12px',
  button: 'display:inline-block;padding:12px 24px;background:#1d4ed8;border-radius:8px;color:#ffffff;font-weight:600;text-decoration:none',
  small: 'margin:24px 0 0;font-size:13px;color:#4b5563',
} as const;

function htmlOf(words: MailWords, { link, publicUrl }: MailFacts, language: string): string {
  const paragraphs = [words.greeting, ...words.paragraphs].map((text) => `<p>${escapeHtml(text)}</p>`);
  const action =
    link === null
      ? []
      : [
          `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="${STYLE.button}">${escapeHtml(words.action)}</a></p>`,
          `<p style="${STYLE.small};word-break:break-all">${escapeHtml(link)}</p>`,
        ];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(words.subject)}</title></head>
<body style="${STYLE.page}">
<div style="${STYLE.card}">
<h1 style="margin:0 0 16px;font-size:20px">${escapeHtml(words.subject)}</h1>
${[...paragraphs, ...action].join('\n')}
<p style="${STYLE.small}">${escapeHtml(words.footnote)}</p>
<p style="${STYLE.small}"><a href="${escapeHtml(publicUrl)}" style="color:#1d4ed8">Convene</a></p>
</div>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
