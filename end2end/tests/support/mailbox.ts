import { expect, type Page } from '@playwright/test';

/** What a person takes out of a mail. */
export type Mail = { subject: string; text: string; code: string; link: string };

/** The newest mail to that address, once there are at least so many, from the development mailbox. */
export async function mail(page: Page, address: string, atLeast = 1): Promise<Mail> {
  let newest = '';
  await expect(async () => {
    const list = await (await page.request.get(`/dev/mailbox?to=${encodeURIComponent(address)}`)).text();
    const ids = [...list.matchAll(/\/dev\/mailbox\/([0-9a-f-]{36})/g)].map(([, id]) => id);
    const distinct = [...new Set(ids)];
    expect(distinct.length, `mails to ${address}`).toBeGreaterThanOrEqual(atLeast);
    newest = distinct[0] ?? '';
  }).toPass();
  const html = await (await page.request.get(`/dev/mailbox/${newest}/html`)).text();
  const text = html.replace(/<style[\s\S]*?<\/style>/g, '').replace(/<[^>]+>/g, '\n');
  return {
    subject: html.match(/<title>([^<]*)</)?.[1] ?? '',
    text,
    code: text.match(/^\s*(\d{6})\s*$/m)?.[1] ?? '',
    link: html.match(/href="[^"]*(\/[li]\/[^"]+)"/)?.[1] ?? '',
  };
}
