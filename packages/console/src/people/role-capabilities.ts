import { includesRole, type Role, type RouteId, roles } from '@coupa-connector/protocol'

/** Something that people do in an account, and the least role that may. */
export interface Capability {
  readonly text: string
  readonly role: Role
  /** The routes behind it: what the hub asks for is what is promised here. */
  readonly routes: readonly RouteId[]
}

/** What people do, from what everybody may to what few may. */
export const capabilities: readonly Capability[] = [
  {
    text: 'See connections, tests, containers and people',
    role: 'viewer',
    routes: ['connections.list', 'tests.list', 'containers.list', 'members.list'],
  },
  {
    text: 'Start, pause and cancel processes, answer for their consumers, and retry or dismiss what they set aside',
    role: 'operator',
    routes: [
      'runs.start',
      'run.cancel',
      'deployment.pause',
      'deployment.resume',
      'answers.give',
      'failures.retry',
      'failures.dismiss',
    ],
  },
  {
    text: 'Read and correct the records that processes set aside',
    role: 'operator',
    routes: ['failures.show', 'failures.edit'],
  },
  { text: 'Send messages of alerts once more', role: 'operator', routes: ['alertMessages.resend'] },
  {
    text: 'Read records of Coupa through the API, and let an agent read them',
    role: 'operator',
    routes: ['reads.start'],
  },
  { text: 'Propose changes of Coupa, as an agent does', role: 'operator', routes: ['proposals.create'] },
  {
    text: 'Create, change, copy and delete connections, and set their secrets',
    role: 'builder',
    routes: ['connections.create', 'connection.update', 'connection.copy', 'connection.delete', 'secrets.create'],
  },
  {
    text: 'Test connections and explore data',
    role: 'builder',
    routes: ['tests.start', 'tests.startMatrix', 'operations.start', 'job.cancel'],
  },
  { text: 'Approve or refuse proposed changes of Coupa', role: 'builder', routes: ['proposal.decide'] },
  {
    text: 'Store processes and their destinations, and deploy them to test environments',
    role: 'builder',
    routes: ['processes.apply', 'process.deploy', 'deployment.rollback', 'destinations.create', 'destination.update'],
  },
  {
    text: 'Create environments, and take processes out of them',
    role: 'administrator',
    routes: ['environments.create', 'deployment.delete', 'process.delete'],
  },
  {
    text: 'Let proposed changes of Coupa through by rules, without a person',
    role: 'administrator',
    routes: ['approvalRules.create', 'approvalRule.delete'],
  },
  {
    text: 'Enroll, change, share and delete containers',
    role: 'administrator',
    routes: ['installerTokens.create', 'container.update', 'container.delete', 'shares.set', 'attachments.create'],
  },
  {
    text: 'Invite people, change their roles, remove them',
    role: 'administrator',
    routes: ['invitations.create', 'invitations.revoke', 'member.update'],
  },
  {
    text: 'Set the rules of alerts, and the channels that they go to',
    role: 'administrator',
    routes: ['alertChannels.create', 'alertChannel.update', 'alertChannel.delete', 'alertRule.set'],
  },
  { text: 'Create and revoke API keys', role: 'administrator', routes: ['keys.list', 'keys.create', 'keys.revoke'] },
  {
    text: 'Change account settings, read the audit log',
    role: 'administrator',
    routes: ['account.update', 'audit.list'],
  },
  // The hub compares the role of the caller with the role that is granted; there is no route for it.
  { text: 'Add, change and remove owners', role: 'owner', routes: [] },
]

/** For each thing that people do, the roles that may do it, in the order of the roles. */
export function roleTable(): readonly { readonly text: string; readonly may: readonly Role[] }[] {
  return capabilities.map(({ text, role }) => ({ text, may: roles.filter((each) => includesRole(each, role)) }))
}
