// The whole public surface of the library, listed by hand. What is not here is private.

// The generated record types are hundreds of interfaces and no code; whoever installs the library should not need to name
// a second package for them.
export type * from '@coupa-connector/catalog'
export { describe, findResource, listResources, resourceNames, scopesFor } from '@coupa-connector/catalog'
export { type Connection, type ConnectionOptions, type ConnectionTestOptions, createConnection } from './connection.ts'
export { type TestFailureCode, type TestOutcomeCode, testOutcomes } from './diagnosis/outcomes/outcomes.ts'
export { type StageName, type StageReport, type StageStatus, stageNames } from './diagnosis/report/stages.ts'
export type {
  ProbeReport,
  SuggestedChange,
  TestEvent,
  TestReport,
  TestWarning,
} from './diagnosis/report/test-report.ts'
export { runTest, type TestRun } from './diagnosis/run-test.ts'
export type { TestOptions } from './diagnosis/test-options.ts'
export type { AnyCoupaError } from './errors/any-coupa-error.ts'
export { BadResponseError } from './errors/bad-response-error.ts'
export { CheckpointError } from './errors/checkpoint-error.ts'
export type { CoupaErrorCode } from './errors/codes.ts'
export { CoupaError } from './errors/coupa-error.ts'
export { ForbiddenError } from './errors/forbidden-error.ts'
export { isCoupaError } from './errors/is-coupa-error.ts'
export { NetworkError, type NetworkFacts, type NetworkFailure } from './errors/network-error.ts'
export { NotFoundError } from './errors/not-found-error.ts'
export { OutcomeUnknownError } from './errors/outcome-unknown-error.ts'
export { PagingError } from './errors/paging-error.ts'
export { QueryInvalidError } from './errors/query-invalid-error.ts'
export { RateLimitedError } from './errors/rate-limited-error.ts'
export { RedirectedError } from './errors/redirected-error.ts'
export { ScopeNotGrantedError } from './errors/scope-not-granted-error.ts'
export { ServerError } from './errors/server-error.ts'
export { SettingsError, type SettingsNotice } from './errors/settings-error.ts'
export { TimeoutError } from './errors/timeout-error.ts'
export { TokenRefusedError } from './errors/token-refused-error.ts'
export { TokenResponseError } from './errors/token-response-error.ts'
export { UnauthorizedError } from './errors/unauthorized-error.ts'
export { ValidationError } from './errors/validation-error.ts'
export type { Wire, WireRecord, WireValue } from './format/wire.ts'
export type { Caller, CallRequest, CallResponse, StreamedCallResponse } from './http/call.ts'
export type { ProxyAddresses, ProxyChoice } from './http/transport/proxy.ts'
export type {
  ConnectProgress,
  Timeouts,
  Transport,
  TransportRequest,
  TransportResponse,
} from './http/transport/transport.ts'
export {
  createUndiciTransport,
  defaultTimeouts,
  type UndiciTransportOptions,
} from './http/transport/undici-transport.ts'
export { type Condition, type Operator, operators } from './query/condition.ts'
export type { RawParameters, ReturnObject } from './query/normalize-query.ts'
export { type ParseWhereOptions, parseWhere } from './query/parse-where.ts'
export type { OrderBy, Projection, Query, Selection, Where } from './query/query.ts'
export type { Priority } from './rate/permit.ts'
export { createRateLimiter, type RateLimiter, type RateLimiterOptions, type RateLimits } from './rate/rate-limiter.ts'
export type { Checkpoint } from './read/pages/checkpoint.ts'
export type { Receipt, ReceiptRange } from './read/pages/receipt.ts'
export type { Page, ReadProgress } from './read/read-session.ts'
export type { RecordStream } from './read/record-stream.ts'
export type { ActionAnswer, ActionParameters, ActOptions } from './records/act.ts'
export type { AttachmentInput, AttachmentOptions } from './records/attachments.ts'
export type { BatchOptions } from './records/batch.ts'
export type { CreateOptions } from './records/create-record.ts'
export type { Download } from './records/download.ts'
export type { UploadFile } from './records/form-file.ts'
export type { WritableRecord, WriteOptions } from './records/write-request.ts'
export type {
  CreatedRecord,
  GetOptions,
  QueryOptions,
  RecordAttachments,
  RecordOutcome,
  ResourceClient,
  UpdatedRecord,
} from './resource-client.ts'
export { type Clock, systemClock } from './runtime/clock.ts'
export type { Counters, Log, Span, Tracer } from './runtime/observer.ts'
export { createRedactor, type Redactor, redact } from './secrets/redact.ts'
export { Secret, secret } from './secrets/secret.ts'
export {
  type AuthenticationType,
  type ConnectionField,
  type ConnectionFieldName,
  connectionFields,
} from './settings/connection-fields.ts'
export { settingsFingerprint } from './settings/fingerprint.ts'
export {
  type ParsedSettings,
  type ParseSettingsOptions,
  parseSettings,
  type SettingsInput,
} from './settings/parse-settings.ts'
export type { ApiKeySettings, OAuth2Settings, Settings } from './settings/settings.ts'
export { settingsFromEnvironment } from './settings/settings-from-environment.ts'
export { createFileTokenStore, type FileTokenStoreOptions, type TokenSeal } from './sign-in/file-token-store.ts'
export type { AccessToken } from './sign-in/token.ts'
export { createMemoryTokenStore, type StoredToken, type TokenStore } from './sign-in/token-store.ts'
