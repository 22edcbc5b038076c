import { describe, expect, it } from 'vitest'
import { readMessagingOptions } from './messaging-options.ts'

const from = 'Coupa connector <coupa@example.com>'
const serverOf = (url: string) => readMessagingOptions({ mail: { url, from } }).mail

describe('the mail server', () => {
  it.each([
    ['smtps://hub:a%40b@smtp.example.com', { host: 'smtp.example.com', port: 465, isTls: true, requiresTls: false }],
    ['smtp://hub:secret@smtp.example.com', { port: 587, isTls: false, requiresTls: true }],
    // Nothing to be kept secret, and a server on this machine.
    ['smtp://relay.example.com:25', { port: 25, requiresTls: false, credentials: undefined }],
    ['smtp://hub:secret@127.0.0.1:2525', { port: 2525, requiresTls: false }],
    ['smtp://[::1]:2525', { host: '::1' }],
  ])('%s is taken apart', (url, expected) => {
    expect(serverOf(url)).toMatchObject(expected)
  })

  it('has its password as it was before it was put into the URL', () => {
    expect(serverOf('smtps://hub:a%40b@smtp.example.com')?.credentials).toEqual({ user: 'hub', password: 'a@b' })
  })

  it.each(['https://smtp.example.com', 'smtp.example.com', 'smtps://'])('%s is refused, and not repeated', (url) => {
    expect(() => serverOf(url.replace('//', '//u:canary@'))).toThrow('smtpUrl must be an address')
    expect(() => serverOf(url.replace('//', '//u:canary@'))).not.toThrow('canary')
  })

  it('says how a % is written in a password', () => {
    expect(() => serverOf('smtps://hub:50%canary@smtp.example.com')).toThrow('write it as %25')
  })

  it.each(['coupa', 'a@b, c@d', 'Coupa <coupa@example.com>\r\nBcc: x@example.com'])('cannot send from %j', (sender) => {
    expect(() => readMessagingOptions({ mail: { url: 'smtp://localhost', from: sender } })).toThrow('mailFrom')
  })
})

it('without options nothing is reached', () => {
  const { mail, isAddressAllowed, allowPlainHttp } = readMessagingOptions()
  expect({ mail, allowPlainHttp }).toEqual({ mail: undefined, allowPlainHttp: false })
  expect(isAddressAllowed('93.184.216.34')).toBe(false)
})
