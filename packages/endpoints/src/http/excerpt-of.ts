import type { RequestSettings } from './request-settings.ts'

const excerptLength = 200

/** Secrets that a receiver repeats are struck out before the text is cut, so that no part of one remains. */
export function excerptOf(text: string, { secrets }: Pick<RequestSettings, 'secrets'>): string {
  const struck = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
  return struck
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, excerptLength)
}
