import { z } from 'zod'
import { accountParams, id, pageOf, pageQuery } from '../schemas/common.ts'
import {
  approvalRule,
  approvalRuleContent,
  proposal,
  proposalContent,
  proposalDecision,
  proposalState,
} from '../schemas/proposals.ts'
import { defineRoutes } from './route.ts'

const tag = 'Proposals'
const viewer = { kind: 'account', role: 'viewer' } as const
const administratorPerson = { kind: 'account', role: 'administrator', personOnly: true } as const
const proposalParams = accountParams.extend({ proposal: id })

/** Changes of Coupa that agents and programs propose, and that people decide. */
export const proposalRoutes = defineRoutes({
  'proposals.create': {
    method: 'POST',
    path: '/accounts/:account/connections/:connection/proposals',
    access: { kind: 'account', role: 'operator' },
    tag,
    summary: 'Propose a change of Coupa, for a person to decide',
    description:
      'It can be decided for seven days, and nothing is sent to Coupa before. A rule of the account may let it through at once.',
    params: accountParams.extend({ connection: id }),
    body: proposalContent,
    response: proposal,
    status: 201,
    isIdempotent: true,
    problems: ['QUOTA_REACHED'],
  },
  'proposals.list': {
    method: 'GET',
    path: '/accounts/:account/proposals',
    access: viewer,
    tag,
    summary: 'Proposed changes, the newest first',
    params: accountParams,
    query: pageQuery.extend({ state: proposalState.optional() }),
    response: pageOf(proposal),
    problems: ['CURSOR_INVALID'],
  },
  'proposal.get': {
    method: 'GET',
    path: '/accounts/:account/proposals/:proposal',
    access: viewer,
    tag,
    summary: 'A proposed change, what was decided, and what became of it',
    params: proposalParams,
    response: proposal,
  },
  'proposal.decide': {
    method: 'POST',
    path: '/accounts/:account/proposals/:proposal/decision',
    access: { kind: 'account', role: 'builder', personOnly: true },
    tag,
    summary: 'Approve a proposed change, which is then carried out once, or refuse it',
    description:
      'Only a person who is signed in can decide. Before it is carried out, the container looks whether Coupa still has what the proposal says.',
    params: proposalParams,
    body: proposalDecision,
    response: proposal,
    isIdempotent: true,
    problems: ['NOT_READY', 'CONTAINER_NOT_ASSOCIATED', 'DRAFT_NOT_USABLE', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE'],
  },
  'approvalRules.list': {
    method: 'GET',
    path: '/accounts/:account/approval-rules',
    access: viewer,
    tag,
    summary: 'Rules by which proposed changes need no person, and what they have let through in the last 24 hours',
    params: accountParams,
    response: z.object({ items: z.array(approvalRule) }),
  },
  'approvalRules.create': {
    method: 'POST',
    path: '/accounts/:account/approval-rules',
    access: administratorPerson,
    tag,
    summary: 'Let proposed changes of a kind through without a person, within limits',
    description:
      'Only a person who is signed in can. An update is let through only if it says what the record holds now, and a new record only if it says how it is looked up before.',
    params: accountParams,
    body: approvalRuleContent,
    response: approvalRule,
    status: 201,
    isIdempotent: true,
    problems: ['QUOTA_REACHED'],
  },
  'approvalRule.delete': {
    method: 'DELETE',
    path: '/accounts/:account/approval-rules/:approvalRule',
    access: administratorPerson,
    tag,
    summary: 'Delete a rule: from then on a person decides what it has let through',
    params: accountParams.extend({ approvalRule: id }),
    status: 204,
  },
})
