/** Parameters of Coupa's actions, and names where the path alone gives none (F-380). */

/** Where a parameter travels, its name, and whether it is needed; a trailing `?` marks a guess. */
export type ParameterText = string

/**
 * Parameters by action: `resource action`, or `* action` for every resource that has it. A parameter reads
 * `query:name`, `body:name`, `path:name` or `multipart:name`; `!` after it means required, `?` unverified.
 */
export const ACTION_PARAMETERS: Readonly<Record<string, readonly ParameterText[]>> = {
  // 9.1: the reason is shown for reject, and named for all three.
  'approvals approve': ['query:reason'],
  'approvals reject': ['query:reason'],
  'approvals hold': ['query:reason'],
  'approvals approver_search': ['query:query?'],
  // 9.2
  'invoices dispute': ['body:dispute-reason', 'body:comment'],
  'invoices update_line_accounts': ['body:invoice-lines!'],
  'invoices image_scan': ['multipart:file!'],
  // Named only for receipt requests (9.5); elsewhere a likely guess.
  '* add_approver': ['query:approver_id?'],
  '* remove_approval': ['query:approver_id?'],
  'receipt_requests add_approver': ['query:approver_id!'],
  'receipt_requests remove_approval': ['query:approver_id?'],
  'receipt_requests add_watcher': ['query:watcher_id?'],
  'receipt_requests remove_watcher': ['query:watcher_id?'],
  // 9.3
  'requisitions schedule_issuance': [
    'body:requisition_line_ids!',
    'body:schedule_issuance_date!',
    'body:schedule_retry_interval',
  ],
  'requisitions unschedule_issuance': ['body:requisition_line_ids!'],
  // 9.4
  'purchase_orders reopen': ['body:reason-insight-id', 'body:reason-insight-code', 'body:reason-insight-event-comment'],
  'order_header_confirmations reject_header': ['body:reason-insight-events!'],
  'order_header_confirmations integration_approval_rejected': ['query:integration_version!'],
  // 9.5: the forms without an id take it in the body (inferred).
  'asn/headers receive': ['query:fully_consume'],
  'asn/lines receive': ['query:fully_consume?'],
  // 9.6, 9.7
  'contracts legal_agreement': ['multipart:file!'],
  'contracts create_legal_agreement': ['multipart:file!'],
  '* attach': ['multipart:file!'],
  'users create_avatar': ['multipart:file!'],
  'users update_avatar': ['multipart:file!'],
  'workers create_avatar': ['multipart:file!'],
  'workers update_avatar': ['multipart:file!'],
  'worker_assignments cancel': ['body:cancel-reason?'],
  'worker_assignments close': ['body:close-reason?'],
  // 9.8
  'expense_reports send_back_line': ['body:expense-line-id?'],
  // 9.9: the flag travels in the body or in the query.
  'coupa_pay/payments export': ['body:exported'],
  // 9.10
  'budget_lines adjust': ['body:amount?', 'body:description?'],
  'accounts validate_account': ['body:code?', 'body:account-type?'],
  // 9.11
  'quote_requests create_from_source': ['body:source_id!'],
  'quote_responses award': ['body:quote_response_line_ids!'],
  'quote_responses remove_award': ['body:quote_response_line_ids'],
  // 11
  'integration_runs run': ['body:total_records'],
  'integration_runs max_updated_at': ['body:max-updated-at?'],
  'integration_errors create_alert': [
    'body:contact-alert-type!',
    'body:integration-run-id!',
    'body:document-type',
    'body:document-id',
    'body:document-status',
    'body:status',
    'body:responses',
  ],
  'integration_history_records create_alert': [
    'body:contact-alert-type!',
    'body:document-type!',
    'body:document-id!',
    'body:document-status',
    'body:status',
    'body:integration-run-id',
    'body:responses',
  ],
  'integration_history_records create_alert_and_mark_exported': [
    'body:contact-alert-type!',
    'body:document-type!',
    'body:document-id!',
    'body:document-status',
    'body:status',
    'body:integration-run-id',
    'body:responses',
  ],
  'integration_history_records mark_exported': ['body:document-type!', 'body:document-id!'],
  'integration_history_records acknowledge': ['body:document-type!', 'body:document-id!'],
  // 14: the shape of the body is not determined.
  'data_file_sources load_file': ['body:source-for!', 'body:file?'],
  'data_file_sources load_from_sftp': ['body:source-for?'],
}

/** Names of actions whose path serves several methods, or says too little: `METHOD resource path` to name. */
export const ACTION_NAMES: Readonly<Record<string, string>> = {
  'POST contracts :id/legal_agreement': 'create_legal_agreement',
  'GET users :id/avatar': 'avatar',
  'POST users :id/avatar': 'create_avatar',
  'PUT users :id/avatar': 'update_avatar',
  'DELETE users :id/avatar': 'delete_avatar',
  'GET workers :id/avatar': 'avatar',
  'POST workers :id/avatar': 'create_avatar',
  'PUT workers :id/avatar': 'update_avatar',
  'DELETE workers :id/avatar': 'delete_avatar',
  'DELETE quote_responses :id/award': 'remove_award',
  'PUT suppliers :id/supplier_user_integration_contacts/add': 'add_supplier_user_integration_contact',
  'PUT suppliers :id/supplier_user_integration_contacts/remove': 'remove_supplier_user_integration_contact',
  'GET invoices :id/payment_receipts/:payment_receipt_id/retrieve_clearance_document':
    'retrieve_payment_receipt_clearance_document',
}

/** Older paths that the articles still print for the same action; both are served (F-388). */
export const OLDER_ACTIONS: readonly (readonly [resource: string, name: string, method: 'POST', path: string])[] = [
  ['requisitions', 'new_submit_for_approval', 'POST', 'new/submit_for_approval'],
  ['requisitions', 'new_create_as_cart', 'POST', 'new/create_as_cart'],
]

/** Actions whose answer is a file (F-387, F-400, F-405). */
export const BINARY_ACTION: RegExp = /^(retrieve_.*|download|image|image_style|avatar)$/
