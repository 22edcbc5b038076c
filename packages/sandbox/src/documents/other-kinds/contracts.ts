import type { Values } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import { approverActions } from '../actions/approvals.ts'
import type { ActionSubject, DocumentKind } from '../actions/document-action.ts'
import { businessGroupRoutes } from './business-groups.ts'

/** Contracts (F-400; the statuses between the actions are inferred). */
export const contracts: DocumentKind = {
  resource: 'contracts',
  actions: [
    {
      path: ':id/submit_for_approval',
      from: ['draft', 'rejected'],
      to: 'pending_approval',
      refuse: locked,
      change: submission,
    },
    { path: ':id/complete', from: ['approved', 'pending_signature'], to: 'completed', change: execution },
    ...approverActions('contracts'),
    {
      path: ':id/check_out',
      refuse: ({ record }) => (isLocked(record) ? 'Contract is already checked out' : undefined),
      change: ({ context }) => ({ 'locked-by-user-id': context.author.id }),
    },
    {
      path: ':id/check_in',
      refuse: ({ record }) => (isLocked(record) ? undefined : 'Contract is not checked out'),
      change: () => ({ 'locked-by-user-id': null }),
    },
    {
      path: ':id/create_published',
      method: 'POST',
      from: ['draft', 'approved', 'completed'],
      to: 'published',
      change: publication,
      after: update,
    },
    {
      path: ':id/update_published',
      from: ['published'],
      change: ({ record }) => ({ version: Number(record.get('version') ?? 1) + 1 }),
      after: update,
    },
    { path: ':id/ccc_signature_created', from: ['approved', 'pending_signature'], to: 'pending_signature' },
    { path: ':id/withdraw_signatures', from: ['pending_signature'], to: 'approved' },
  ],
  routes: (world) => businessGroupRoutes('contracts', 'content-groups', world, true),
}

function submission({ chains, record, context }: ActionSubject): Values {
  return { submitter: context.author, ...chains.start('contracts', record) }
}

function publication({ context }: ActionSubject): Values {
  return { 'published-date': Math.floor(context.now() / 1000) * 1000 }
}

function execution({ context }: ActionSubject): Values {
  return { 'execution-date': Math.floor(context.now() / 1000) * 1000 }
}

function update({ context, request, collection }: ActionSubject, kept: SandboxRecord): void {
  const input = request.input()
  if (Object.keys(input).length > 0) context.writer.update(collection, kept, input)
}

function isLocked(record: SandboxRecord): boolean {
  return record.get('locked-by-user-id') !== null
}

function locked({ record }: ActionSubject): string | undefined {
  return isLocked(record) ? 'Contract is checked out' : undefined
}
