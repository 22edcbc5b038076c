export type { Account, ConnectionLine, ProcessLine, RunLine } from './account/account.ts'
export { type AgentEndpoint, createAgentEndpoint } from './agent-endpoint.ts'
export { type AgentServerOptions, createAgentServer } from './agent-server.ts'
export type {
  JsonRecord,
  Organization,
  OwnFields,
  RecordsAnswer,
  RecordsRequest,
  RecordsSelection,
  SummaryAnswer,
  SummaryRequest,
  TestAnswer,
} from './organization/organization.ts'
export { type ChangeToDescribe, type DescribedChange, describeChange } from './proposals/describe-change.ts'
export { decisionDays, mostWaiting } from './proposals/proposal-limits.ts'
export { type DecisionPlace, type KeptProposal, proposalStatus } from './proposals/proposal-status.ts'
export type {
  Execution,
  ProposalRequest,
  ProposalStatus,
  Proposals,
  ProposedOperation,
} from './proposals/proposals.ts'
export { type Streams, serveStreams } from './serve-streams.ts'
export { readableName } from './tool/client-of.ts'
export { ToolProblem } from './tool/tool-problem.ts'
