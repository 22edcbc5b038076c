/**
 * Node's TLS, loaded when it is first needed and at once. It is a seventh of what importing this library takes, and a program
 * that sends nothing does without it.
 */
export function nodeTls(): typeof import('node:tls') {
  return process.getBuiltinModule('node:tls')
}
