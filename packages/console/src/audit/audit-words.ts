/** What people and the hub do, in words. A refused attempt has the same words, and says that it was refused. */
export const actionWords: Readonly<Record<string, string>> = {
  'account.update': 'Change account settings',
  'accounts.create': 'Create an account',
  'alertChannel.delete': 'Delete a channel of alerts',
  'alertChannel.test': 'Send a test message to a channel of alerts',
  'alertChannel.update': 'Change a channel of alerts',
  'alertChannels.create': 'Create a channel of alerts',
  'alertMessage.givenUp': 'Give up a message of alerts',
  'alertMessages.resend': 'Send messages of alerts once more',
  'alertRule.set': 'Change a rule of alerts',
  'answers.give': 'Give answers of the consumer of a process',
  'approvalRule.delete': 'Delete a rule that lets proposed changes through',
  'approvalRules.create': 'Let proposed changes through by a rule',
  'attachment.ended': 'Cloud attachment ended by its owner',
  'attachments.create': 'Attach a cloud',
  'audit.list': 'Read the audit log',
  'connection.copy': 'Copy a connection',
  'connection.delete': 'Delete a connection',
  'connection.update': 'Change a connection',
  'connectionSchedule.delete': 'Stop the scheduled tests of a connection',
  'connectionSchedule.set': 'Schedule the tests of a connection',
  'connectionSchema.read': 'Read the fields of an organization',
  'connections.check': 'Check settings',
  'connections.create': 'Create a connection',
  'connections.createSuggested': 'Create the suggested connection',
  'container.delete': 'Delete or detach a container',
  'container.offline': 'Container went offline',
  'container.online': 'Container came online',
  'container.revokeNode': 'Revoke a node',
  'container.update': 'Change a container',
  'definitions.check': 'Check a definition',
  'definitions.create': 'Write a definition from a template',
  'definitions.preview': 'Preview a process',
  'deployment.delete': 'Take a process out of an environment',
  'deployment.pause': 'Pause a process',
  'deployment.reset': 'Let a process forget what it remembers',
  'deployment.resume': 'Resume a process',
  'deployment.rollback': 'Roll a process back',
  'destination.delete': 'Delete a destination',
  'destination.update': 'Change a destination',
  'destinations.check': 'Check a destination',
  'destinations.create': 'Create a destination',
  'environments.create': 'Create an environment',
  'failures.dismiss': 'Dismiss records that were set aside',
  'failures.edit': 'Correct a record that was set aside',
  'failures.retry': 'Retry records that were set aside',
  'failures.show': 'Read a record that was set aside',
  'installation.checkSetUpLink': 'Check a set-up link',
  'installation.setUp': 'Set up the installation',
  'installerTokens.create': 'Create an installer token',
  'installerTokens.list': 'List installer tokens',
  'installerTokens.revoke': 'Revoke an installer token',
  'invitation.accept': 'Accept an invitation',
  'invitation.describe': 'View an invitation',
  'invitations.create': 'Invite a person',
  'invitations.list': 'List invitations',
  'invitations.revoke': 'Withdraw an invitation',
  'job.cancel': 'Cancel a job',
  'keys.create': 'Create an API key',
  'keys.list': 'List API keys',
  'keys.revoke': 'Revoke an API key',
  'member.remove': 'Remove a member',
  'member.update': 'Change a member’s role',
  'node.enroll': 'Enroll a node',
  'node.rotateCredential': 'Renew a node credential',
  'openIdConnect.callback': 'Sign in with the provider',
  'operations.start': 'Run an operation',
  'person.checkResetLink': 'Check a password reset link',
  'person.requestPasswordReset': 'Ask for a password reset link',
  'person.resetPassword': 'Reset a password with a link',
  'person.setPassword': 'Change own password',
  'person.update': 'Change own name',
  'process.approve': 'Approve a version for production',
  'process.delete': 'Delete a process',
  'process.deploy': 'Deploy a process',
  'processes.apply': 'Store a process',
  'proposal.decide': 'Decide a proposed change',
  'proposals.create': 'Propose a change of Coupa',
  'reads.start': 'Read records',
  'run.cancel': 'Cancel a run',
  'runs.start': 'Start a run',
  'schedules.describe': 'Describe a schedule',
  'secrets.create': 'Set a secret',
  'session.create': 'Sign in',
  'session.delete': 'Sign out',
  'session.revoke': 'End a session',
  'shares.delete': 'Stop sharing a cloud',
  'shares.list': 'List cloud shares',
  'shares.set': 'Share a cloud',
  'tests.start': 'Test a connection',
  'tests.startMatrix': 'Test a connection from several containers',
}

/** An entry of the audit log in words. An action without words is spelled out from its id. */
export function actionInWords(action: string): string {
  if (Object.hasOwn(actionWords, action)) return actionWords[action] ?? action
  const [subject = '', verb = ''] = action.split('.')
  const noun = words(subject)
  return `${capitalized(noun)}${verb === '' ? '' : `: ${words(verb)}`}`
}

/** For a list to choose from, sorted by what people read. An unknown one from the address stays selectable. */
export function actionOptions(chosen: string | undefined): { value: string; label: string }[] {
  const ids = Object.keys(actionWords)
  const all = chosen === undefined || ids.includes(chosen) ? ids : [...ids, chosen]
  return all
    .map((value) => ({ value, label: actionInWords(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'))
}

/** The details of an entry, one per line: changes as `before → now`, names in words, the rest as it is. */
export function detailLines(detail: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.entries(detail).map(([name, value]) => [capitalized(words(name)), valueInWords(value)])
}

/** The start of a day as people choose it, in their own time zone. The end of the day is the start of the next one. */
export function dayStart(day: string | undefined, daysLater = 0): string | undefined {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + daysLater).toISOString()
}

function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueInWords).join(', ')
  if (isChange(value)) {
    const what = typeof value.field === 'string' ? `${words(value.field)}: ` : ''
    return `${what}${valueInWords(value.from)} → ${valueInWords(value.to)}`
  }
  return JSON.stringify(value)
}

function isChange(value: unknown): value is { readonly field?: unknown; readonly from: unknown; readonly to: unknown } {
  if (typeof value !== 'object' || value === null) return false
  return ['from,to', 'field,from,to'].includes(Object.keys(value).sort().join())
}

function words(text: string): string {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('.', ' ')
    .toLowerCase()
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
