// The whole public surface, listed by hand. What is not here is private.

export { apiPrefix } from './api-prefix.ts'
export {
  type CallInput,
  type CallOptions,
  type CallResult,
  type Client,
  type ClientOptions,
  createClient,
  routePath,
  type StreamInput,
  type StreamRouteId,
} from './client.ts'
export { componentSchemas } from './component-schemas.ts'
export type {
  CheckedSettings,
  ConnectionType,
  HubOutcomeFacts,
  OutcomeText,
  SettingsToCheck,
} from './connection-type.ts'
export {
  type ContainerCommands,
  containerCommands,
  containerProgramPath,
  type NodeToEnroll,
} from './container-commands.ts'
export type {
  CheckedDestination,
  DestinationDescription,
  DestinationSetting,
} from './destination-description.ts'
export {
  type HubOperationOutcome,
  type HubOutcome,
  type HubTestOutcome,
  hubTestOutcomes,
  isNotRun,
} from './hub-outcomes.ts'
export { isLoopbackHost } from './loopback.ts'
export { ProblemError, readProblem } from './problem-error.ts'
export { type RouteId, type Routes, routeIds, routes } from './route-table.ts'
export type { Access, BodyInputOf, BodyOf, ParamsOf, QueryInputOf, QueryOf, ResponseOf, Route } from './routes/route.ts'
export {
  type AlertChannelField,
  type AlertChannelKind,
  type AlertChannelKindDescription,
  alertChannelKindNames,
  alertChannelKinds,
} from './schemas/alerts/alert-channels.ts'
export {
  type AlertRuleDefault,
  type AlertRuleName,
  alertRuleDefault,
  alertRuleNames,
} from './schemas/alerts/alert-rules.ts'
export type { Alert, AlertChannel, AlertMessage, AlertRule } from './schemas/alerts/alerts.ts'
export type { CatalogField, CatalogFieldType, CatalogResource, CatalogType } from './schemas/catalog.ts'
export { type Actor, type FieldProblem, largestInteger, type Problem } from './schemas/common.ts'
export type { Connection, ConnectionFieldDescription, ConnectionSummary, SettingsCheck } from './schemas/connections.ts'
export type { Container, ContainerKind, ContainerStatus } from './schemas/containers.ts'
export type {
  ChangeOperation,
  DestinationStage,
  Job,
  JobEvent,
  JobKind,
  JobOperation,
  JobState,
  Look,
  NodeEvent,
  Operation,
  OperationResult,
  ReadOperation,
  TestReport,
} from './schemas/jobs.ts'
export type { Completion, JobEnvelope, RunEnvelope } from './schemas/node.ts'
export type {
  OrganizationSchemaView,
  SchemaChangeView,
  SchemaDrift,
  SchemaField,
  SchemaSnapshot,
} from './schemas/organization-schemas.ts'
export type { Account, ApiKey, Person, SessionView } from './schemas/people.ts'
export { type ProblemCode, type ProblemKind, problemKinds } from './schemas/problem-codes.ts'
export type { FoundRecord } from './schemas/processes/found-records.ts'
export type {
  LoadResult,
  StoredKnownRecord,
  StoredLoadOutcome,
  StoredRecordEdit,
  StoredSettlement,
} from './schemas/processes/load-state.ts'
export type { FailureGroup, WaitingAnswers } from './schemas/processes/open-work.ts'
export { type AnswerResult, consumerAnswer, type WaitingRecord } from './schemas/processes/process-answers.ts'
export type { DefinitionCheck, DestinationType, ProcessTemplate } from './schemas/processes/process-building.ts'
export type { HistoryDay } from './schemas/processes/process-history.ts'
export {
  type Deployment,
  type DeploymentState,
  type Destination,
  type EndUse,
  type Environment,
  type Process,
  type ProcessFailure,
  type ProcessFailurePayload,
  type ProcessState,
  type ProcessVersion,
  processStates,
  type Run,
} from './schemas/processes/processes.ts'
export {
  type RunStateCall,
  type RunStateInput,
  runStateInputs,
  type StoredAnswer,
  type StoredBatchOutcome,
  type StoredMessages,
} from './schemas/processes/run-state.ts'
export type { ApprovalRule, ApprovalRuleContent, Proposal } from './schemas/proposals.ts'
export { includesRole, type Role, roles } from './schemas/roles.ts'
export type { RunKind, RunParameters, RunStream } from './schemas/run-parameters.ts'
export type { ConnectionSchedule } from './schemas/scheduled-tests.ts'
export { cutText, toStorable } from './storable.ts'
