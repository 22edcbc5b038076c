export type { Account, ConnectionLine, ProcessLine, RunLine } from './account/account.ts'
export { type AgentEndpoint, createAgentEndpoint } from './agent-endpoint.ts'
export { type AgentServerOptions, createAgentServer } from './agent-server.ts'
export type {
  JsonRecord,
  Organization,
  RecordsAnswer,
  RecordsRequest,
  RecordsSelection,
  SummaryAnswer,
  SummaryRequest,
  TestAnswer,
} from './organization/organization.ts'
export type { ProposalStatus, Proposals, ProposedOperation } from './proposals/proposals.ts'
export { type Streams, serveStreams } from './serve-streams.ts'
export { ToolProblem } from './tool/tool-problem.ts'
