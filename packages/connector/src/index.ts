// The library's public surface, listed by hand and by task. What is not here is private, or in one of the other entries:
// `/records` has the record types, `/plugins` what a part of a connection can be replaced with, `/internals` what only
// the other packages of this repository need.

// Find out what there is.
export {
  type ActionDescription,
  type FieldDescription,
  findAction,
  findResource,
  listResources,
  type OpenCustomFields,
  type OperationDescription,
  type ResourceDescription,
  type ResourceName,
  type ResourceSummary,
  resourceNames,
  scopesFor,
} from '@coupa-connector/catalog'
// Connect.
export { type Connection, type ConnectionTestOptions, createConnection } from './connection.ts'
export type { ConnectionOptions } from './connection-options.ts'
// Test a connection.
export type { TestFailureCode, TestOutcomeCode } from './diagnosis/outcomes/outcomes.ts'
export type { StageName, StageReport, StageStatus } from './diagnosis/report/stages.ts'
export type {
  ProbeReport,
  SuggestedChange,
  TestEvent,
  TestReport,
  TestWarning,
} from './diagnosis/report/test-report.ts'
export type { TestRun } from './diagnosis/run-test.ts'
// Errors.
export {
  BadResponseError,
  type BadResponseKind,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  RedirectedError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from './errors/answer-errors.ts'
export type { CoupaErrorCode } from './errors/codes.ts'
export { type Advice, CoupaError } from './errors/coupa-error.ts'
export type { FieldNotice } from './errors/field-notice.ts'
export { FieldsIgnoredError } from './errors/fields-ignored-error.ts'
export { type AnyCoupaError, isCoupaError } from './errors/is-coupa-error.ts'
export { type NetworkDetails, NetworkError, type NetworkFailure } from './errors/network-error.ts'
export { CheckpointError, PagingError } from './errors/read-errors.ts'
export { RecordInvalidError } from './errors/record-invalid-error.ts'
export {
  type OptionProblem,
  OptionsError,
  QueryInvalidError,
  UnknownActionError,
  UnknownResourceError,
  UnsupportedOperationError,
} from './errors/request-errors.ts'
export { SettingsError, type SettingsNotice, type SettingsProblem } from './errors/settings-error.ts'
export { ScopeNotGrantedError, TokenRefusedError, TokenResponseError } from './errors/token-errors.ts'
export { OutcomeUnknownError, TimeoutError } from './errors/unfinished-errors.ts'
// Read.
export type { CoupaRecord, CoupaValue, Format } from './format/coupa-record.ts'
export type { Condition, Operator } from './query/condition.ts'
export type { ExtraParameters, ReturnObject } from './query/normalize-query.ts'
export { type ParseWhereOptions, parseWhere } from './query/parse-where.ts'
export type { OrderBy, Projection, Selection, Where } from './query/records-query.ts'
export type { Priority } from './rate/permit.ts'
export { createRateLimiter } from './rate/rate-limiter.ts'
export type { Checkpoint } from './read/pages/checkpoint.ts'
export type { Receipt, ReceiptRange } from './read/pages/receipt.ts'
export type { Query, QueryRun, ReadingOptions } from './read/query.ts'
export type { Page, ReadProgress } from './read/read-session.ts'
export type { RecordStream } from './read/record-stream.ts'
// Write.
export type { AttachmentInput, AttachmentOptions, RecordAttachments } from './records/attachments.ts'
export type { BatchOptions } from './records/batch.ts'
export type { ActionAnswer, ActionParameters } from './records/call-action.ts'
export type { CreateOptions } from './records/create-record.ts'
export type { Download } from './records/download.ts'
export type { UploadFile } from './records/form-file.ts'
export { describeResource as describe } from './requests/resource-path.ts'
// Call anything else.
export type { RequestAnswer, RequestData, RequestOptions, RequestParameters } from './requests/send-request.ts'
export type { WritableRecord, WriteOptions } from './requests/write-request.ts'
export type { CreatedRecord, GetOptions, RecordOutcome, ResourceClient, UpdatedRecord } from './resource-client.ts'
export type { Counters } from './runtime/observer.ts'
export { Secret, secret } from './secrets/secret.ts'
export {
  type ParsedSettings,
  type ParseSettingsOptions,
  parseSettings,
  type SettingsInput,
} from './settings/parse-settings.ts'
export type { ApiKeySettings, OAuth2Settings, Settings } from './settings/settings.ts'
export { settingsFromEnvironment } from './settings/settings-from-environment.ts'
export { createFileTokenStore, type FileTokenStoreOptions } from './sign-in/file-token-store.ts'
export { createMemoryTokenStore } from './sign-in/token-store.ts'
