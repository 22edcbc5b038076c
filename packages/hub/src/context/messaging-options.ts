import { isLoopbackHost } from '@coupa-connector/protocol'

/** How the hub sends mail and calls the channels of alerts. */
export interface MessagingOptions {
  /** The server that takes mail. Default: none, so that the hub sends no mail. */
  readonly mail?: MailOptions | undefined
  /**
   * Whether a channel of alerts may be at this address. What a channel leads to is chosen by people of accounts, who must not
   * reach the network of the hub through it. Default: no address, so that only mail is sent.
   */
  readonly isAddressAllowed?: ((address: string) => boolean) | undefined
  /** Whether channels may have plain http addresses. Default: false. */
  readonly allowPlainHttp?: boolean | undefined
}

export interface MailOptions {
  /** `smtps://user:password@smtp.example.com` (TLS, port 465) or `smtp://…` (STARTTLS where it is offered, port 587). */
  readonly url: string
  /** Whom mail is from: `Coupa connector <coupa@example.com>`. */
  readonly from: string
}

/** Where mail is handed over, taken apart. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly isTls: boolean
  /** Without STARTTLS nothing is sent: a password would cross the network in clear. */
  readonly requiresTls: boolean
  readonly credentials: { readonly user: string; readonly password: string } | undefined
  readonly from: string
}

export interface MessagingSettings {
  readonly mail: MailServer | undefined
  readonly isAddressAllowed: (address: string) => boolean
  readonly allowPlainHttp: boolean
}

/** Fills in the defaults. Throws `TypeError` when an option cannot be used; never repeats the URL, which may hold a password. */
export function readMessagingOptions(options: MessagingOptions = {}): MessagingSettings {
  return {
    mail: options.mail && readMailServer(options.mail),
    isAddressAllowed: options.isAddressAllowed ?? (() => false),
    allowPlainHttp: options.allowPlainHttp ?? false,
  }
}

function readMailServer({ url: text, from }: MailOptions): MailServer {
  const url = URL.parse(text)
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new TypeError('smtpUrl must be an address such as smtps://user:password@smtp.example.com')
  }
  if (!/^(?:[^<>\p{Cc}]*<[^<>@\s\p{Cc}]+@[^<>@\s\p{Cc}]+>|[^<>@\s\p{Cc}]+@[^<>@\s\p{Cc}]+)$/u.test(from)) {
    throw new TypeError(
      `mailFrom is ${JSON.stringify(from)}; give an address such as Coupa connector <coupa@example.com>`,
    )
  }
  const isTls = url.protocol === 'smtps:'
  const user = decoded(url.username)
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
    isTls,
    requiresTls: !isTls && user !== '' && !isLoopbackHost(url.hostname),
    credentials: user === '' ? undefined : { user, password: decoded(url.password) },
    from,
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new TypeError('smtpUrl has a % in the user or the password that is not part of a code; write it as %25')
  }
}
