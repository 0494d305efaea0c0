import Handlebars from 'handlebars';

/** The parts of one mail, as plain text. */
export interface MailParts {
  readonly language: string;
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
  readonly url: string;
  readonly footer: string;
}

/** For programs that show text only. */
export function mailText(parts: MailParts): string {
  return [parts.greeting, ...parts.paragraphs, `${parts.button}: ${parts.url}`, `-- \n${parts.footer}`].join('\n\n') + '\n';
}

/** For the others: one column, styles in place, no picture and no script; every part is escaped. */
export const mailHtml = (parts: MailParts): string => page(parts);

const page = Handlebars.compile<MailParts>(
  `<!doctype html>
<html lang="{{language}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{subject}}</title></head>
<body style="margin:0;padding:24px;background:#f3f4f6;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;color:#111827">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:8px">
<tr><td style="padding:32px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">{{subject}}</h1>
<p style="margin:0 0 16px;line-height:1.5">{{greeting}}</p>
{{#each paragraphs}}
<p style="margin:0 0 16px;line-height:1.5">{{this}}</p>
{{/each}}
<p style="margin:24px 0 0"><a href="{{url}}" style="display:inline-block;padding:10px 20px;background:#1d4ed8;color:#ffffff;border-radius:6px;text-decoration:none">{{button}}</a></p>
</td></tr>
</table>
<p style="margin:16px 0 0;font-size:12px;color:#4b5563">{{footer}}</p>
</td></tr></table>
</body>
</html>
`,
  { strict: true },
);
