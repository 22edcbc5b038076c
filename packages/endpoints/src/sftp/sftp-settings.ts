import type { SettingDeclaration } from '../contract/destination-type.ts'

/** How a server is reached, identified and signed in to. */
export const serverSettings: readonly SettingDeclaration[] = [
  {
    name: 'host',
    title: 'Host',
    description: 'name or address of the SFTP server, without sftp:// and port',
    isRequired: true,
    isSecret: false,
  },
  {
    name: 'port',
    title: 'Port',
    description: 'port of the SSH server',
    isRequired: false,
    isSecret: false,
    default: '22',
  },
  { name: 'user', title: 'User', description: 'the user to sign in as', isRequired: true, isSecret: false },
  {
    name: 'password',
    title: 'Password',
    description: 'password of the user; leave it out when you sign in with a private key',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'privateKey',
    title: 'Private key',
    description: 'a private key in OpenSSH, PEM or PuTTY format, with its first and last line',
    isRequired: false,
    isSecret: true,
    isMultiline: true,
  },
  {
    name: 'passphrase',
    title: 'Passphrase',
    description: 'passphrase of the private key, if it has one',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'hostKey',
    title: 'Host key',
    description:
      'the key that identifies the server: its fingerprint (SHA256:…) or its line from known_hosts; several are separated by commas. Nothing is sent to a server without it; the check shows the key that the server presents',
    isRequired: false,
    isSecret: false,
  },
]

/** What a destination on an SFTP server needs to be told. */
export const sftpSettings: readonly SettingDeclaration[] = [
  ...serverSettings,
  {
    name: 'folder',
    title: 'Folder',
    description: 'the folder on the server that files are delivered to; it is created if it is missing',
    isRequired: true,
    isSecret: false,
  },
  {
    name: 'temporaryFolder',
    title: 'Temporary folder',
    description:
      'where files are until they are complete; it has to be on the same disk as the folder. Default: the folder itself, with names that begin with a dot',
    isRequired: false,
    isSecret: false,
  },
]
