import type { Browser, Visitor } from './browser.ts';

const BOUNDARY = 'gatehouse-test-boundary';

export interface PostedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A form with a file, as a browser posts it. */
export function upload(
  browser: Browser,
  visitor: Visitor,
  url: string,
  fields: Readonly<Record<string, string>>,
  { field, name, bytes }: PostedFile,
) {
  const parts = Object.entries(fields).map(([key, value]) =>
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`),
  );
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return browser.app.inject({
    method: 'POST',
    url,
    headers: {
      host: 'localhost:8080',
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      ...(visitor.cookie === '' ? {} : { cookie: visitor.cookie }),
    },
    payload: Buffer.concat([...parts, Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  });
}
