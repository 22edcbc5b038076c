import { collectionOf } from '../../api/find-record.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { defined, Reference } from '../../schema/value.ts'
import { parameterOf, userNamedIn } from '../../write/request-input.ts'
import { collectionAnswer } from './collection-answer.ts'
import type { ActionSubject, DocumentAction, DocumentKind } from './document-action.ts'

const undecided = ['pending_approval', 'on_hold']

/** Statuses of documents that people may still be asked about; which ones exactly is inferred. */
const unfinished = [
  'draft',
  'new',
  'cart',
  'pending_approval',
  'pending_buyer_action',
  'pending_receipt',
  'on_hold',
  'rejected',
  'withdrawn',
]

/** Approvals: a decision moves the document on (F-381; the names of the pending and held statuses are inferred, F-524). */
export const approvals: DocumentKind = {
  resource: 'approvals',
  actions: [
    { path: ':id/approve', from: undecided, to: 'approved', change: noteOf, after: decideAs('approved') },
    { path: ':id/reject', from: undecided, to: 'rejected', change: noteOf, after: decideAs('rejected') },
    { path: ':id/hold', from: ['pending_approval'], to: 'on_hold', refuse: notHoldable, change: noteOf },
  ],
  routes: ({ context }) => [
    {
      methods: ['GET'],
      path: 'approvals/approver_search',
      handler: (request) => {
        const wanted = (request.query.get('query') ?? request.query.get('name') ?? '').toLowerCase()
        const users = collectionOf(context, 'users')
        const found = []
        for (const user of users.iterate()) {
          const names = [user.get('fullname'), user.get('login'), user.get('email')].map((name) =>
            String(name ?? '').toLowerCase(),
          )
          if (names.some((name) => name.includes(wanted))) found.push(user)
          if (found.length === 50) break
        }
        return collectionAnswer(found, users.shape, context.quirks)
      },
    },
  ],
  behaviour: ({ chains }) => ({
    prepareCreate: (values) => ({ ...values, status: values.status ?? 'pending_approval' }),
    afterWrite: (record, isNew) => {
      if (isNew) chains.note(record)
    },
  }),
}

/** The rows that documents with approvals share; parameter names are documented for receipt requests only (F-398). */
export function approverActions(resource: string, from: readonly string[] = unfinished): readonly DocumentAction[] {
  return [
    {
      path: ':id/add_approver',
      from,
      refuse: ({ request, context }) =>
        userNamedIn(request, 'approver_id', context) ? undefined : "Approver can't be blank",
      change: ({ request, context, chains, record }) => {
        const approver = userNamedIn(request, 'approver_id', context)
        return approver ? chains.add(resource, record, approver) : {}
      },
    },
    {
      path: ':id/remove_approval',
      from,
      change: (subject) => removeApproval(resource, subject),
    },
  ]
}

function removeApproval(
  resource: string,
  { request, context, chains, record, collection }: ActionSubject,
): ReturnType<typeof defined> {
  const approvalId = parameterOf(request, 'approval_id')
  const approver = userNamedIn(request, 'approver_id', context)
  const fits = (approval: { readonly id: number; get(field: string): unknown }): boolean => {
    const asked = approval.get('approver')
    return (
      String(approval.id) === approvalId ||
      (approver !== undefined && asked instanceof Reference && asked.id === approver.id)
    )
  }
  const isChosen = approvalId !== undefined || approver !== undefined
  const changes = chains.remove(resource, record, isChosen ? fits : undefined)
  if (!changes) throw new RequestProblem(400, 'Approval could not be found', collection.shape.model)
  return defined(changes)
}

function noteOf({ request }: ActionSubject): ReturnType<typeof defined> {
  return defined({ note: parameterOf(request, 'reason') })
}

function decideAs(verdict: 'approved' | 'rejected'): NonNullable<DocumentAction['after']> {
  return ({ chains, request }, kept) => {
    chains.decide(kept, verdict, parameterOf(request, 'reason'))
  }
}

function notHoldable({ record }: ActionSubject): string | undefined {
  return record.get('holdable') === false ? 'Approval is not holdable' : undefined
}
