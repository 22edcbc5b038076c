// Generated from packages/catalog/data/catalog.ndjson by: npm run generate. Do not edit.
import type { DecimalInput, EmptyInput, FileInput, OpenCustomFields, OpenValue } from '../shapes/record-types.ts'
import type {
  Account,
  AccountGroup,
  AccountGroupInput,
  AccountInput,
  AccountType,
  AccountTypeEmbeddedInput,
  AccountTypeInput,
  AccountValidationRule,
  AccountValidationRuleInput,
  Address,
  AddressInput,
  Announcement,
  AnnouncementInput,
  Approval,
  ApprovalInput,
  AsnHeader,
  AsnHeaderInput,
  AsnLine,
  AsnLineInput,
  AssetTag,
  AssetTagInput,
  Attachment,
  AttachmentInput,
  AverageApprovalTime,
  BudgetLine,
  BudgetLineAdjustment,
  BudgetLineAdjustmentInput,
  BudgetLineInput,
  BudgetPeriod,
  BudgetPeriodInput,
  BusinessEntity,
  BusinessEntityInput,
  BusinessGroup,
  BusinessGroupInput,
  Charge,
  ChargeInput,
  Comment,
  CommentInput,
  Commodity,
  CommodityInput,
  CommodityTranslation,
  CommodityTranslationInput,
  Contract,
  ContractInput,
  ContractTemplate,
  ContractTemplateInput,
  ContractTerm,
  ContractTermInput,
  ContractType,
  ContractTypeInput,
  CoupaPayInvoice,
  CoupaPayInvoiceInput,
  CoupaPayPayment,
  CoupaPayPaymentInput,
  CoupaPayStatement,
  CoupaPayStatementInput,
  Currency,
  CurrencyInput,
  CustomObjectInstance,
  CustomObjectInstanceInput,
  CycleCount,
  CycleCountInput,
  CycleCountLine,
  CycleCountLineInput,
  DataFileSource,
  DataFileSourceInput,
  DefaultReceivingLocation,
  DefaultReceivingLocationInput,
  Delegation,
  DelegationInput,
  Department,
  DepartmentInput,
  DisputeReasonEmbeddedInput,
  DiversityCategory,
  DiversityCategoryInput,
  EasyFormResponse,
  EasyFormResponseInput,
  ExchangeRate,
  ExchangeRateInput,
  ExpenseArtifact,
  ExpenseArtifactInput,
  ExpenseAttendee,
  ExpenseAttendeeInput,
  ExpenseCategory,
  ExpenseCategoryInput,
  ExpenseDelegation,
  ExpenseDelegationInput,
  ExpenseLine,
  ExpenseLineInput,
  ExpensePreapproval,
  ExpensePreapprovalInput,
  ExpenseReport,
  ExpenseReportInput,
  FinancialCounterparty,
  FinancialCounterpartyInput,
  FlexibleObjectInstance,
  FulfillmentReservation,
  FulfillmentReservationInput,
  InspectionCode,
  InspectionCodeInput,
  Integration,
  IntegrationContact,
  IntegrationContactInput,
  IntegrationError,
  IntegrationErrorInput,
  IntegrationHistoryRecord,
  IntegrationHistoryRecordInput,
  IntegrationInput,
  IntegrationRecordResponseEmbeddedInput,
  IntegrationRun,
  IntegrationRunInput,
  InventoryAdjustment,
  InventoryAdjustmentInput,
  InventoryBalance,
  InventoryBalanceInput,
  InventoryCode,
  InventoryConsumption,
  InventoryConsumptionInput,
  InventoryTransaction,
  InventoryTransactionInput,
  InventoryTransfer,
  InventoryTransferInput,
  Invoice,
  InvoiceEmail,
  InvoiceEmailInput,
  InvoiceInput,
  InvoiceLineEmbeddedInput,
  Item,
  ItemInput,
  JobCategory,
  JobCategoryInput,
  JobLevel,
  JobLevelInput,
  JobTitle,
  JobTitleInput,
  LegalDocument,
  LegalDocumentInput,
  LegalEntity,
  LegalEntityInput,
  Lookup,
  LookupInput,
  LookupValue,
  LookupValueInput,
  MatchingAllocation,
  MatchingAllocationInput,
  Notification,
  ObjectTranslation,
  ObjectTranslationInput,
  OrderHeaderConfirmation,
  OrderHeaderConfirmationInput,
  OrderPad,
  OrderPadInput,
  OrderPadLine,
  OrderPadLineInput,
  PayablesAllocation,
  PayablesAllocationInput,
  PayablesExternalPayable,
  PayablesExternalPayableInput,
  PayablesInvoice,
  PayablesInvoiceInput,
  PayablesOrder,
  PayablesOrderInput,
  PayablesOrderReconciliationLine,
  PayablesOrderReconciliationLineInput,
  PaymentTerm,
  PaymentTermInput,
  Project,
  ProjectInput,
  ProjectMembership,
  ProjectMembershipInput,
  PunchoutSite,
  PunchoutSiteInput,
  PurchaseOrder,
  PurchaseOrderChange,
  PurchaseOrderChangeInput,
  PurchaseOrderInput,
  PurchaseOrderLine,
  PurchaseOrderLineInput,
  PurchaseOrderLineReceiptRequest,
  PurchaseOrderRevision,
  PurchaseOrderRevisionInput,
  QuoteAwardApprovable,
  QuoteRequest,
  QuoteRequestApprovable,
  QuoteRequestInput,
  QuoteResponse,
  QuoteResponseInput,
  QuoteSupplier,
  QuoteSupplierInput,
  ReasonInsight,
  ReasonInsightEventEmbeddedInput,
  ReasonInsightInput,
  ReceiptRequest,
  ReceiptRequestInput,
  ReceivingTransaction,
  ReceivingTransactionInput,
  RemitToAddress,
  RemitToAddressInput,
  Requisition,
  RequisitionInput,
  ReturnRequest,
  ReturnRequestInput,
  ReturnToSupplierTransaction,
  ReturnToSupplierTransactionInput,
  Role,
  RoleInput,
  SetupKey,
  ShippingTerm,
  ShippingTermInput,
  Supplier,
  SupplierInformation,
  SupplierInformationInput,
  SupplierInformationSite,
  SupplierInformationSiteInput,
  SupplierInformationTaxRegistration,
  SupplierInformationTaxRegistrationInput,
  SupplierInput,
  SupplierItem,
  SupplierItemInput,
  SupplierRiskAwareFeed,
  SupplierRiskAwareFeedInput,
  SupplierSharingSetting,
  SupplierSharingSettingInput,
  SupplierSite,
  SupplierSiteInput,
  Task,
  TaskInput,
  TaxCode,
  TaxCodeInput,
  TaxRegistration,
  TaxRegistrationInput,
  UnitOfMeasure,
  UnitOfMeasureInput,
  User,
  UserGroup,
  UserGroupInput,
  UserGroupMembership,
  UserGroupMembershipInput,
  UserInput,
  Warehouse,
  WarehouseInput,
  WarehouseLocation,
  WarehouseLocationInput,
  WorkConfirmationHeader,
  WorkConfirmationHeaderInput,
  Worker,
  WorkerAssignment,
  WorkerAssignmentInput,
  WorkerInput,
} from './types.ts'

/** What is read from, written to and done with each resource, by its name. */
export interface ResourceTypes<CustomFields = OpenCustomFields> {
  account_groups: {
    output: AccountGroup<CustomFields>
    input: AccountGroupInput<CustomFields>
    actions: {}
  }
  account_types: {
    output: AccountType<CustomFields>
    input: AccountTypeInput<CustomFields>
    actions: {
      /** POST :id/copy. */
      copy: AccountTypeInput
    }
  }
  account_validation_rules: {
    output: AccountValidationRule<CustomFields>
    input: AccountValidationRuleInput<CustomFields>
    actions: {}
  }
  accounts: {
    output: Account<CustomFields>
    input: AccountInput<CustomFields>
    actions: {
      /** GET favorites. */
      favorites: EmptyInput
      /** GET recent. */
      recent: EmptyInput
      /** GET user_accounts. */
      user_accounts: EmptyInput
      /** POST validate_account. Not documented, a likely guess: code, account-type. */
      validate_account: AccountInput & { code?: string; 'account-type'?: AccountTypeEmbeddedInput }
    }
  }
  addresses: {
    output: Address<CustomFields>
    input: AddressInput<CustomFields>
    actions: {}
  }
  announcements: {
    output: Announcement<CustomFields>
    input: AnnouncementInput<CustomFields>
    actions: {}
  }
  approvals: {
    output: Approval<CustomFields>
    input: ApprovalInput<CustomFields>
    actions: {
      /** PUT :id/approve. */
      approve: ApprovalInput & { reason?: string }
      /** PUT :id/hold. */
      hold: ApprovalInput & { reason?: string }
      /** PUT :id/reject. */
      reject: ApprovalInput & { reason?: string }
      /** GET approver_search. Not documented, a likely guess: query. */
      approver_search: { query?: string }
    }
  }
  'asn/headers': {
    output: AsnHeader<CustomFields>
    input: AsnHeaderInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/receive. PUT receive. */
      receive: AsnHeaderInput & { fully_consume?: boolean }
      /** PUT :id/void. PUT void. */
      void: AsnHeaderInput
    }
  }
  'asn/lines': {
    output: AsnLine<CustomFields>
    input: AsnLineInput<CustomFields>
    actions: {
      /** PUT :id/receive. Not documented, a likely guess: fully_consume. PUT receive. Not documented, a likely guess: fully_consume. */
      receive: AsnLineInput & { fully_consume?: boolean }
      /** PUT :id/void. PUT void. */
      void: AsnLineInput
    }
  }
  asset_tags: {
    output: AssetTag<CustomFields>
    input: AssetTagInput<CustomFields>
    actions: {
      /** PUT bulk_update. */
      bulk_update: AssetTagInput
    }
  }
  attachments: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  average_approval_times: {
    output: AverageApprovalTime
    input: EmptyInput
    actions: {}
  }
  budget_line_adjustments: {
    output: BudgetLineAdjustment<CustomFields>
    input: BudgetLineAdjustmentInput<CustomFields>
    actions: {}
  }
  budget_lines: {
    output: BudgetLine<CustomFields>
    input: BudgetLineInput<CustomFields>
    actions: {
      /** PUT :id/adjust. Not documented, a likely guess: amount, description. */
      adjust: BudgetLineInput & { amount?: DecimalInput; description?: string }
    }
  }
  [path: `budget_lines/${number}/budget_line_adjustments`]: {
    output: BudgetLineAdjustment<CustomFields>
    input: BudgetLineAdjustmentInput<CustomFields>
    actions: {}
  }
  business_entities: {
    output: BusinessEntity<CustomFields>
    input: BusinessEntityInput<CustomFields>
    actions: {}
  }
  business_groups: {
    output: BusinessGroup<CustomFields>
    input: BusinessGroupInput<CustomFields>
    actions: {}
  }
  charges: {
    output: Charge<CustomFields>
    input: ChargeInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  [path: `charges/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  comments: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  [path: `comments/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  commodities: {
    output: Commodity<CustomFields>
    input: CommodityInput<CustomFields>
    actions: {}
  }
  commodity_translations: {
    output: CommodityTranslation<CustomFields>
    input: CommodityTranslationInput<CustomFields>
    actions: {}
  }
  contract_types: {
    output: ContractType<CustomFields>
    input: ContractTypeInput<CustomFields>
    actions: {}
  }
  contracts: {
    output: Contract<CustomFields>
    input: ContractInput<CustomFields>
    actions: {
      /** PUT :id/add_approver. Not documented, a likely guess: approver_id. */
      add_approver: ContractInput & { approver_id?: number }
      /** PUT :id/ccc_signature_created. */
      ccc_signature_created: ContractInput
      /** PUT :id/check_in. */
      check_in: ContractInput
      /** PUT :id/check_out. */
      check_out: ContractInput
      /** PUT :id/complete. */
      complete: ContractInput
      /** POST :id/legal_agreement. */
      create_legal_agreement: { file: FileInput }
      /** POST :id/create_published. */
      create_published: ContractInput
      /** PUT :id/legal_agreement. */
      legal_agreement: { file: FileInput }
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: ContractInput & { approver_id?: number }
      /** GET :id/retrieve_executive_summary. Answers with a file. */
      retrieve_executive_summary: EmptyInput
      /** GET :id/retrieve_legal_agreement. Answers with a file. */
      retrieve_legal_agreement: EmptyInput
      /** PUT :id/submit_for_approval. */
      submit_for_approval: ContractInput
      /** PUT :id/update_legal_agreement_published. */
      update_legal_agreement_published: ContractInput
      /** PUT :id/update_published. */
      update_published: ContractInput
      /** PUT :id/withdraw_signatures. */
      withdraw_signatures: ContractInput
    }
  }
  [path: `contracts/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `contracts/${number}/business_groups`]: {
    output: BusinessGroup<CustomFields>
    input: BusinessGroupInput<CustomFields>
    actions: {
      /** PUT :id/add. PUT add. */
      add: BusinessGroupInput
      /** PUT :id/remove. PUT remove. */
      remove: BusinessGroupInput
      /** PUT remove_all. */
      remove_all: BusinessGroupInput
    }
  }
  [path: `contracts/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  [path: `contracts/${number}/contract_terms`]: {
    output: ContractTerm<CustomFields>
    input: ContractTermInput<CustomFields>
    actions: {}
  }
  [path: `contracts/${number}/legal_documents`]: {
    output: LegalDocument<CustomFields>
    input: LegalDocumentInput<CustomFields>
    actions: {}
  }
  'contracts/templates': {
    output: ContractTemplate<CustomFields>
    input: ContractTemplateInput<CustomFields>
    actions: {}
  }
  'coupa_pay/invoices': {
    output: CoupaPayInvoice<CustomFields>
    input: CoupaPayInvoiceInput<CustomFields>
    actions: {}
  }
  'coupa_pay/payments': {
    output: CoupaPayPayment<CustomFields>
    input: CoupaPayPaymentInput<CustomFields>
    actions: {
      /** PUT :id/export. */
      export: CoupaPayPaymentInput & { exported?: boolean }
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  'coupa_pay/statements': {
    output: CoupaPayStatement<CustomFields>
    input: CoupaPayStatementInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  currencies: {
    output: Currency
    input: CurrencyInput
    actions: {}
  }
  [path: `custom_objects/${string}/object_instances`]: {
    output: CustomObjectInstance<CustomFields>
    input: CustomObjectInstanceInput<CustomFields>
    actions: {}
  }
  cycle_counts: {
    output: CycleCount<CustomFields>
    input: CycleCountInput<CustomFields>
    actions: {
      /** PATCH :id/submit. PUT submit. */
      submit: CycleCountInput
    }
  }
  [path: `cycle_counts/${number}/cycle_count_lines`]: {
    output: CycleCountLine<CustomFields>
    input: CycleCountLineInput<CustomFields>
    actions: {}
  }
  data_file_sources: {
    output: DataFileSource<CustomFields>
    input: DataFileSourceInput<CustomFields>
    actions: {
      /** POST load_file. Not documented, a likely guess: file. */
      load_file: DataFileSourceInput & { 'source-for': string; file?: string }
      /** POST load_from_sftp. Not documented, a likely guess: source-for. */
      load_from_sftp: DataFileSourceInput & { 'source-for'?: string }
    }
  }
  default_receiving_locations: {
    output: DefaultReceivingLocation<CustomFields>
    input: DefaultReceivingLocationInput<CustomFields>
    actions: {}
  }
  delegations: {
    output: Delegation<CustomFields>
    input: DelegationInput<CustomFields>
    actions: {}
  }
  departments: {
    output: Department<CustomFields>
    input: DepartmentInput<CustomFields>
    actions: {}
  }
  diversity_categories: {
    output: DiversityCategory<CustomFields>
    input: DiversityCategoryInput<CustomFields>
    actions: {}
  }
  easy_form_responses: {
    output: EasyFormResponse<CustomFields>
    input: EasyFormResponseInput<CustomFields>
    actions: {}
  }
  [path: `easy_form_responses/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `easy_form_responses/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  exchange_rates: {
    output: ExchangeRate<CustomFields>
    input: ExchangeRateInput<CustomFields>
    actions: {}
  }
  expense_artifacts: {
    output: ExpenseArtifact<CustomFields>
    input: ExpenseArtifactInput<CustomFields>
    actions: {
      /** GET :id/image. Answers with a file. */
      image: EmptyInput
    }
  }
  expense_attendees: {
    output: ExpenseAttendee<CustomFields>
    input: ExpenseAttendeeInput<CustomFields>
    actions: {}
  }
  expense_categories: {
    output: ExpenseCategory<CustomFields>
    input: ExpenseCategoryInput<CustomFields>
    actions: {}
  }
  expense_delegations: {
    output: ExpenseDelegation<CustomFields>
    input: ExpenseDelegationInput<CustomFields>
    actions: {}
  }
  expense_lines: {
    output: ExpenseLine<CustomFields>
    input: ExpenseLineInput<CustomFields>
    actions: {
      /** POST :id/assign_attendee/:expense_attendee_id. */
      assign_attendee: ExpenseLineInput & { expense_attendee_id: number }
      /** POST :id/calculate_mileage. */
      calculate_mileage: ExpenseLineInput
      /** POST :id/calculate_per_diem. */
      calculate_per_diem: ExpenseLineInput
      /** PUT :id/calculate_taxes. */
      calculate_taxes: ExpenseLineInput
      /** POST :id/estimate_taxes. */
      estimate_taxes: ExpenseLineInput
      /** DELETE :id/unassign_attendee/:expense_attendee_id. */
      unassign_attendee: { expense_attendee_id: number }
    }
  }
  [path: `expense_lines/${number}/expense_artifacts`]: {
    output: ExpenseArtifact<CustomFields>
    input: ExpenseArtifactInput<CustomFields>
    actions: {
      /** GET :id/image. Answers with a file. */
      image: EmptyInput
      /** GET :id/image/:style. Answers with a file. */
      image_style: { style: string }
    }
  }
  'expense_lines/expense_artifacts': {
    output: ExpenseArtifact<CustomFields>
    input: ExpenseArtifactInput<CustomFields>
    actions: {}
  }
  expense_preapprovals: {
    output: ExpensePreapproval<CustomFields>
    input: ExpensePreapprovalInput<CustomFields>
    actions: {}
  }
  expense_reports: {
    output: ExpenseReport<CustomFields>
    input: ExpenseReportInput<CustomFields>
    actions: {
      /** PUT :id/add_approver. Not documented, a likely guess: approver_id. */
      add_approver: ExpenseReportInput & { approver_id?: number }
      /** GET :id/download. Answers with a file. */
      download: EmptyInput
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: ExpenseReportInput & { approver_id?: number }
      /** PUT :id/send_back_line. Not documented, a likely guess: expense-line-id. */
      send_back_line: ExpenseReportInput & { 'expense-line-id'?: number }
      /** PUT :id/submit. */
      submit: ExpenseReportInput
    }
  }
  [path: `expense_reports/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `expense_reports/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  [path: `expense_reports/${number}/expense_lines`]: {
    output: ExpenseLine<CustomFields>
    input: ExpenseLineInput<CustomFields>
    actions: {}
  }
  [path: `expense_reports/${number}/expense_lines/${number}/expense_artifacts`]: {
    output: ExpenseArtifact<CustomFields>
    input: ExpenseArtifactInput<CustomFields>
    actions: {
      /** GET :id/image. Answers with a file. */
      image: EmptyInput
      /** GET :id/image/:style. Answers with a file. */
      image_style: { style: string }
    }
  }
  financial_counterparties: {
    output: FinancialCounterparty<CustomFields>
    input: FinancialCounterpartyInput<CustomFields>
    actions: {}
  }
  [path: `flexible_objects/${string}/instances`]: {
    output: FlexibleObjectInstance
    input: EmptyInput
    actions: {
      /** POST :id/add_approver. Unverified: only in releases before R38. Not documented, a likely guess: approver_id. */
      add_approver: { approver_id?: number }
      /** GET :id/approvals. Unverified: only in releases before R38. */
      approvals: EmptyInput
      /** POST :id/approve. Unverified: only in releases before R38. */
      approve: EmptyInput
      /** POST :id/bypass_approvals. Unverified: only in releases before R38. */
      bypass_approvals: EmptyInput
      /** POST :id/reject. Unverified: only in releases before R38. */
      reject: EmptyInput
      /** DELETE :id/remove_approval. Unverified: only in releases before R38. Not documented, a likely guess: approver_id. */
      remove_approval: { approver_id?: number }
      /** POST :id/skip_current_approval. Unverified: only in releases before R38. */
      skip_current_approval: EmptyInput
      /** POST :id/submit_for_approval. Unverified: only in releases before R38. */
      submit_for_approval: EmptyInput
      /** POST :id/withdraw. Unverified: only in releases before R38. */
      withdraw: EmptyInput
    }
  }
  [path: `inbound_invoices/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  inspection_codes: {
    output: InspectionCode<CustomFields>
    input: InspectionCodeInput<CustomFields>
    actions: {}
  }
  integration_contacts: {
    output: IntegrationContact<CustomFields>
    input: IntegrationContactInput<CustomFields>
    actions: {}
  }
  integration_errors: {
    output: IntegrationError<CustomFields>
    input: IntegrationErrorInput<CustomFields>
    actions: {
      /** PUT :id/resolve. */
      resolve: IntegrationErrorInput
      /** PUT :id/unresolve. */
      unresolve: IntegrationErrorInput
      /** POST create_alert. */
      create_alert: IntegrationErrorInput & { 'contact-alert-type': OpenValue<'Technical' | 'Functional' | 'Both'>; 'integration-run-id': number; 'document-type'?: OpenValue<'ContingentWorkOrderHeader' | 'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'>; 'document-id'?: number; 'document-status'?: string; status?: string; responses?: readonly IntegrationRecordResponseEmbeddedInput[] }
    }
  }
  integration_history_records: {
    output: IntegrationHistoryRecord<CustomFields>
    input: IntegrationHistoryRecordInput<CustomFields>
    actions: {
      /** PUT :id/resolve. */
      resolve: IntegrationHistoryRecordInput
      /** PUT :id/unresolve. */
      unresolve: IntegrationHistoryRecordInput
      /** POST acknowledge. */
      acknowledge: IntegrationHistoryRecordInput & { 'document-type': OpenValue<'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'ContingentWorkOrderHeader' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'>; 'document-id': number }
      /** POST create_alert. */
      create_alert: IntegrationHistoryRecordInput & { 'contact-alert-type': OpenValue<'Technical' | 'Functional' | 'Both'>; 'document-type': OpenValue<'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'ContingentWorkOrderHeader' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'>; 'document-id': number; 'document-status'?: string; status?: string; 'integration-run-id'?: number; responses?: readonly IntegrationRecordResponseEmbeddedInput[] }
      /** POST create_alert_and_mark_exported. */
      create_alert_and_mark_exported: IntegrationHistoryRecordInput & { 'contact-alert-type': OpenValue<'Technical' | 'Functional' | 'Both'>; 'document-type': OpenValue<'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'ContingentWorkOrderHeader' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'>; 'document-id': number; 'document-status'?: string; status?: string; 'integration-run-id'?: number; responses?: readonly IntegrationRecordResponseEmbeddedInput[] }
      /** POST mark_exported. */
      mark_exported: IntegrationHistoryRecordInput & { 'document-type': OpenValue<'ExternalOrderHeader' | 'OrderHeader' | 'InventoryTransaction' | 'InvoiceHeader' | 'ExpenseReport' | 'RequisitionHeader' | 'Account' | 'Supplier' | 'User' | 'Address' | 'RemitToAddress' | 'Contract' | 'ExchangeRate' | 'Invoice' | 'Requisition' | 'Payment' | 'ApprovalChain' | 'LookupValue' | 'Item' | 'SupplierInformation' | 'Asn::Header' | 'AccountValidationRule' | 'ContingentWorkOrderHeader' | 'Payables::External::Payable' | 'Charge' | 'Payables::Invoice' | 'Payables::Expense' | 'CoupaPay::Payment' | 'CoupaPay::Statement' | 'ReceiptRequest' | 'InventoryRequestHeader'>; 'document-id': number }
    }
  }
  integration_runs: {
    output: IntegrationRun<CustomFields>
    input: IntegrationRunInput<CustomFields>
    actions: {
      /** PUT :id/fail. */
      fail: IntegrationRunInput
      /** PUT :id/finish. */
      finish: IntegrationRunInput
      /** PUT :id/max_updated_at. Not documented, a likely guess: max-updated-at. */
      max_updated_at: IntegrationRunInput & { 'max-updated-at'?: string }
      /** PUT :id/pause. */
      pause: IntegrationRunInput
      /** PUT :id/pending. */
      pending: IntegrationRunInput
      /** PUT :id/run. */
      run: IntegrationRunInput & { total_records?: number }
      /** PUT :id/success. */
      success: IntegrationRunInput
    }
  }
  integrations: {
    output: Integration<CustomFields>
    input: IntegrationInput<CustomFields>
    actions: {}
  }
  inventory: {
    output: InventoryBalance<CustomFields>
    input: InventoryBalanceInput<CustomFields>
    actions: {}
  }
  inventory_adjustments: {
    output: InventoryAdjustment<CustomFields>
    input: InventoryAdjustmentInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  [path: `inventory_adjustments/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  inventory_codes: {
    output: InventoryCode
    input: EmptyInput
    actions: {}
  }
  inventory_consumptions: {
    output: InventoryConsumption<CustomFields>
    input: InventoryConsumptionInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  [path: `inventory_consumptions/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  inventory_transactions: {
    output: InventoryTransaction<CustomFields>
    input: InventoryTransactionInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/void. */
      void: InventoryTransactionInput
    }
  }
  [path: `inventory_transactions/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  inventory_transfers: {
    output: InventoryTransfer<CustomFields>
    input: InventoryTransferInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  [path: `inventory_transfers/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  invoice_emails: {
    output: InvoiceEmail<CustomFields>
    input: InvoiceEmailInput<CustomFields>
    actions: {}
  }
  invoices: {
    output: Invoice<CustomFields>
    input: InvoiceInput<CustomFields>
    actions: {
      /** PUT :id/abandon. */
      abandon: InvoiceInput
      /** PUT :id/add_approver. Not documented, a likely guess: approver_id. */
      add_approver: InvoiceInput & { approver_id?: number }
      /** PUT :id/bypass_approvals. */
      bypass_approvals: InvoiceInput
      /** PUT :id/bypass_current_approval. */
      bypass_current_approval: InvoiceInput
      /** PUT :id/dispute. */
      dispute: InvoiceInput & { 'dispute-reason'?: DisputeReasonEmbeddedInput; comment?: string }
      /** PUT :id/flip_to_advance_ship_notice. */
      flip_to_advance_ship_notice: InvoiceInput
      /** PUT :id/image_scan. */
      image_scan: { file: FileInput }
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: InvoiceInput & { approver_id?: number }
      /** PUT :id/restart_approvals. */
      restart_approvals: InvoiceInput
      /** GET :id/retrieve_clearance_document. Answers with a file. */
      retrieve_clearance_document: EmptyInput
      /** GET :id/retrieve_image_scan. Answers with a file. */
      retrieve_image_scan: EmptyInput
      /** GET :id/retrieve_legal_invoice_pdf. Answers with a file. */
      retrieve_legal_invoice_pdf: EmptyInput
      /** GET :id/payment_receipts/:payment_receipt_id/retrieve_clearance_document. Answers with a file. */
      retrieve_payment_receipt_clearance_document: { payment_receipt_id: number }
      /** PUT :id/revalidate_tolerances. */
      revalidate_tolerances: InvoiceInput
      /** PUT :id/submit. */
      submit: InvoiceInput
      /** PUT :id/update_line_accounts. */
      update_line_accounts: InvoiceInput & { 'invoice-lines': readonly InvoiceLineEmbeddedInput[] }
      /** PUT :id/void. */
      void: InvoiceInput
      /** PUT :id/withdraw_dispute. */
      withdraw_dispute: InvoiceInput
    }
  }
  [path: `invoices/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `invoices/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  [path: `invoices/${number}/remit_to_addresses`]: {
    output: RemitToAddress<CustomFields>
    input: RemitToAddressInput<CustomFields>
    actions: {}
  }
  items: {
    output: Item<CustomFields>
    input: ItemInput<CustomFields>
    actions: {
      /** GET :id/image. Answers with a file. */
      image: EmptyInput
    }
  }
  [path: `items/${number}/supplier_items`]: {
    output: SupplierItem<CustomFields>
    input: SupplierItemInput<CustomFields>
    actions: {}
  }
  legal_documents: {
    output: LegalDocument<CustomFields>
    input: LegalDocumentInput<CustomFields>
    actions: {}
  }
  legal_entities: {
    output: LegalEntity<CustomFields>
    input: LegalEntityInput<CustomFields>
    actions: {}
  }
  lookup_values: {
    output: LookupValue<CustomFields>
    input: LookupValueInput<CustomFields>
    actions: {
      /** GET user_lookup_values. */
      user_lookup_values: EmptyInput
    }
  }
  lookups: {
    output: Lookup<CustomFields>
    input: LookupInput<CustomFields>
    actions: {}
  }
  matching_allocations: {
    output: MatchingAllocation<CustomFields>
    input: MatchingAllocationInput<CustomFields>
    actions: {}
  }
  notifications: {
    output: Notification
    input: EmptyInput
    actions: {}
  }
  order_header_confirmations: {
    output: OrderHeaderConfirmation<CustomFields>
    input: OrderHeaderConfirmationInput<CustomFields>
    actions: {
      /** POST :id/accept_header. */
      accept_header: OrderHeaderConfirmationInput
      /** PUT :id/integration_approval_rejected. */
      integration_approval_rejected: OrderHeaderConfirmationInput & { integration_version: number }
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** POST :id/reject_header. */
      reject_header: OrderHeaderConfirmationInput & { 'reason-insight-events': readonly ReasonInsightEventEmbeddedInput[] }
      /** POST :id/submit. */
      submit: OrderHeaderConfirmationInput
    }
  }
  order_pads: {
    output: OrderPad<CustomFields>
    input: OrderPadInput<CustomFields>
    actions: {}
  }
  [path: `order_pads/${number}/order_pad_lines`]: {
    output: OrderPadLine<CustomFields>
    input: OrderPadLineInput<CustomFields>
    actions: {}
  }
  'payables/allocations': {
    output: PayablesAllocation<CustomFields>
    input: PayablesAllocationInput<CustomFields>
    actions: {
      /** PUT :id/export. */
      export: PayablesAllocationInput
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/reverse. */
      reverse: PayablesAllocationInput
    }
  }
  'payables/external/payables': {
    output: PayablesExternalPayable<CustomFields>
    input: PayablesExternalPayableInput<CustomFields>
    actions: {
      /** PUT :id/void. */
      void: PayablesExternalPayableInput
    }
  }
  'payables/invoices': {
    output: PayablesInvoice<CustomFields>
    input: PayablesInvoiceInput<CustomFields>
    actions: {
      /** PUT :id/export. */
      export: PayablesInvoiceInput
      /** PUT :id/pay_externally. */
      pay_externally: PayablesInvoiceInput
      /** PUT :id/track_externally. */
      track_externally: PayablesInvoiceInput
      /** PUT :id/track_in_coupa. */
      track_in_coupa: PayablesInvoiceInput
      /** GET available_allocations. */
      available_allocations: EmptyInput
    }
  }
  'payables/order/reconciliation_lines': {
    output: PayablesOrderReconciliationLine<CustomFields>
    input: PayablesOrderReconciliationLineInput<CustomFields>
    actions: {}
  }
  'payables/orders': {
    output: PayablesOrder<CustomFields>
    input: PayablesOrderInput<CustomFields>
    actions: {
      /** PUT :id/pay_externally. */
      pay_externally: PayablesOrderInput
      /** PUT :id/ready_to_pay. */
      ready_to_pay: PayablesOrderInput
    }
  }
  payment_terms: {
    output: PaymentTerm<CustomFields>
    input: PaymentTermInput<CustomFields>
    actions: {}
  }
  periods: {
    output: BudgetPeriod<CustomFields>
    input: BudgetPeriodInput<CustomFields>
    actions: {}
  }
  pick_lists: {
    output: FulfillmentReservation<CustomFields>
    input: FulfillmentReservationInput<CustomFields>
    actions: {
      /** POST update_fulfillments. */
      update_fulfillments: FulfillmentReservationInput
    }
  }
  project_memberships: {
    output: ProjectMembership<CustomFields>
    input: ProjectMembershipInput<CustomFields>
    actions: {}
  }
  projects: {
    output: Project<CustomFields>
    input: ProjectInput<CustomFields>
    actions: {
      /** POST :id/cancelled. */
      cancelled: ProjectInput
      /** POST :id/complete. */
      complete: ProjectInput
      /** POST :id/draft. */
      draft: ProjectInput
      /** POST :id/in_progress. */
      in_progress: ProjectInput
      /** POST :id/planned. */
      planned: ProjectInput
    }
  }
  [path: `projects/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `projects/${number}/tasks`]: {
    output: Task<CustomFields>
    input: TaskInput<CustomFields>
    actions: {}
  }
  punchout_sites: {
    output: PunchoutSite<CustomFields>
    input: PunchoutSiteInput<CustomFields>
    actions: {}
  }
  purchase_order_changes: {
    output: PurchaseOrderChange<CustomFields>
    input: PurchaseOrderChangeInput<CustomFields>
    actions: {
      /** PUT :id/add_approver. Not documented, a likely guess: approver_id. */
      add_approver: PurchaseOrderChangeInput & { approver_id?: number }
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: PurchaseOrderChangeInput & { approver_id?: number }
      /** PUT :id/submit_for_approval. */
      submit_for_approval: PurchaseOrderChangeInput
    }
  }
  [path: `purchase_order_changes/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `purchase_order_line_changes/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  purchase_order_line_receipt_requests: {
    output: PurchaseOrderLineReceiptRequest
    input: EmptyInput
    actions: {}
  }
  purchase_order_lines: {
    output: PurchaseOrderLine<CustomFields>
    input: PurchaseOrderLineInput<CustomFields>
    actions: {
      /** PUT :id/reopen_for_invoicing. */
      reopen_for_invoicing: PurchaseOrderLineInput
      /** PUT :id/reopen_for_receiving. */
      reopen_for_receiving: PurchaseOrderLineInput
      /** PUT :id/soft_close_for_invoicing. */
      soft_close_for_invoicing: PurchaseOrderLineInput
      /** PUT :id/soft_close_for_receiving. */
      soft_close_for_receiving: PurchaseOrderLineInput
    }
  }
  [path: `purchase_order_lines/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  purchase_order_revisions: {
    output: PurchaseOrderRevision<CustomFields>
    input: PurchaseOrderRevisionInput<CustomFields>
    actions: {}
  }
  purchase_orders: {
    output: PurchaseOrder<CustomFields>
    input: PurchaseOrderInput<CustomFields>
    actions: {
      /** PUT :id/cancel. */
      cancel: PurchaseOrderInput
      /** PUT :id/close. */
      close: PurchaseOrderInput
      /** PUT :id/ignore_window_and_issue. */
      ignore_window_and_issue: PurchaseOrderInput
      /** PUT :id/issue. */
      issue: PurchaseOrderInput
      /** PUT :id/issue_without_send. */
      issue_without_send: PurchaseOrderInput
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/release_from_buyer_hold. */
      release_from_buyer_hold: PurchaseOrderInput
      /** PUT :id/reopen. */
      reopen: PurchaseOrderInput & { 'reason-insight-id'?: number; 'reason-insight-code'?: string; 'reason-insight-event-comment'?: string }
    }
  }
  [path: `purchase_orders/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `purchase_orders/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  quote_award_approvables: {
    output: QuoteAwardApprovable
    input: EmptyInput
    actions: {}
  }
  [path: `quote_award_approvables/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  quote_request_approvables: {
    output: QuoteRequestApprovable
    input: EmptyInput
    actions: {}
  }
  [path: `quote_request_approvables/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  [path: `quote_request_attachments/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `quote_request_lines/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  quote_requests: {
    output: QuoteRequest<CustomFields>
    input: QuoteRequestInput<CustomFields>
    actions: {
      /** PATCH :id/end_event. */
      end_event: QuoteRequestInput
      /** PATCH :id/go_to_production. */
      go_to_production: QuoteRequestInput
      /** PATCH :id/go_to_test. */
      go_to_test: QuoteRequestInput
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** POST create_from_source. */
      create_from_source: QuoteRequestInput & { source_id: number }
    }
  }
  [path: `quote_requests/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `quote_requests/${number}/pending_quote_suppliers`]: {
    output: QuoteSupplier<CustomFields>
    input: QuoteSupplierInput<CustomFields>
    actions: {}
  }
  [path: `quote_requests/${number}/quote_responses`]: {
    output: QuoteResponse<CustomFields>
    input: QuoteResponseInput<CustomFields>
    actions: {
      /** GET all. */
      all: EmptyInput
    }
  }
  [path: `quote_requests/${number}/tasks`]: {
    output: Task<CustomFields>
    input: TaskInput<CustomFields>
    actions: {}
  }
  quote_responses: {
    output: QuoteResponse<CustomFields>
    input: QuoteResponseInput<CustomFields>
    actions: {
      /** POST :id/award. */
      award: QuoteResponseInput & { quote_response_line_ids: readonly number[] }
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** DELETE :id/award. */
      remove_award: { quote_response_line_ids?: readonly number[] }
      /** GET all. */
      all: EmptyInput
    }
  }
  quote_suppliers: {
    output: QuoteSupplier<CustomFields>
    input: QuoteSupplierInput<CustomFields>
    actions: {}
  }
  reason_insights: {
    output: ReasonInsight<CustomFields>
    input: ReasonInsightInput<CustomFields>
    actions: {}
  }
  receipt_requests: {
    output: ReceiptRequest<CustomFields>
    input: ReceiptRequestInput<CustomFields>
    actions: {
      /** PUT :id/add_approver. */
      add_approver: ReceiptRequestInput & { approver_id: number }
      /** PUT :id/add_watcher. Not documented, a likely guess: watcher_id. */
      add_watcher: ReceiptRequestInput & { watcher_id?: number }
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: ReceiptRequestInput & { approver_id?: number }
      /** PUT :id/remove_watcher. Not documented, a likely guess: watcher_id. */
      remove_watcher: ReceiptRequestInput & { watcher_id?: number }
      /** POST :id/submit. */
      submit: ReceiptRequestInput
      /** POST :id/withdraw. */
      withdraw: ReceiptRequestInput
    }
  }
  receivable_purchase_order_lines: {
    output: PurchaseOrderLine<CustomFields>
    input: PurchaseOrderLineInput<CustomFields>
    actions: {}
  }
  receiving_transactions: {
    output: ReceivingTransaction<CustomFields>
    input: ReceivingTransactionInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/void. */
      void: ReceivingTransactionInput
    }
  }
  [path: `receiving_transactions/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `requisition_lines/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `requisition_lines/${number}/easy_form_responses`]: {
    output: EasyFormResponse<CustomFields>
    input: EasyFormResponseInput<CustomFields>
    actions: {}
  }
  requisitions: {
    output: Requisition<CustomFields>
    input: RequisitionInput<CustomFields>
    actions: {
      /** PUT :id/add_approver. Not documented, a likely guess: approver_id. */
      add_approver: RequisitionInput & { approver_id?: number }
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: RequisitionInput & { approver_id?: number }
      /** PUT :id/save_for_later. */
      save_for_later: RequisitionInput
      /** PUT :id/update_and_submit_for_approval. */
      update_and_submit_for_approval: RequisitionInput
      /** PUT :id/update_without_validation. */
      update_without_validation: RequisitionInput
      /** POST add_to_cart. */
      add_to_cart: RequisitionInput
      /** POST create_as_cart. */
      create_as_cart: RequisitionInput
      /** GET current_cart. */
      current_cart: EmptyInput
      /** GET mine. */
      mine: EmptyInput
      /** POST new/create_as_cart. */
      new_create_as_cart: RequisitionInput
      /** POST new/submit_for_approval. */
      new_submit_for_approval: RequisitionInput
      /** POST schedule_issuance. */
      schedule_issuance: RequisitionInput & { requisition_line_ids: readonly number[]; schedule_issuance_date: string; schedule_retry_interval?: number }
      /** POST submit_for_approval. */
      submit_for_approval: RequisitionInput
      /** POST unschedule_issuance. */
      unschedule_issuance: RequisitionInput & { requisition_line_ids: readonly number[] }
    }
  }
  [path: `requisitions/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `requisitions/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  return_requests: {
    output: ReturnRequest<CustomFields>
    input: ReturnRequestInput<CustomFields>
    actions: {
      /** POST :id/submit. */
      submit: ReturnRequestInput
    }
  }
  return_to_supplier_transactions: {
    output: ReturnToSupplierTransaction<CustomFields>
    input: ReturnToSupplierTransactionInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  [path: `return_to_supplier_transactions/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  roles: {
    output: Role<CustomFields>
    input: RoleInput<CustomFields>
    actions: {}
  }
  'services_procurement/job_categories': {
    output: JobCategory<CustomFields>
    input: JobCategoryInput<CustomFields>
    actions: {}
  }
  'services_procurement/job_levels': {
    output: JobLevel<CustomFields>
    input: JobLevelInput<CustomFields>
    actions: {}
  }
  'services_procurement/job_titles': {
    output: JobTitle<CustomFields>
    input: JobTitleInput<CustomFields>
    actions: {
      /** POST :id/toggle_active. */
      toggle_active: JobTitleInput
    }
  }
  setup: {
    output: SetupKey
    input: EmptyInput
    actions: {}
  }
  shipping_terms: {
    output: ShippingTerm<CustomFields>
    input: ShippingTermInput<CustomFields>
    actions: {}
  }
  supplier_information: {
    output: SupplierInformation<CustomFields>
    input: SupplierInformationInput<CustomFields>
    actions: {}
  }
  [path: `supplier_information/${number}/easy_form_responses`]: {
    output: EasyFormResponse<CustomFields>
    input: EasyFormResponseInput<CustomFields>
    actions: {
      /** PUT :id/add_approver. Not documented, a likely guess: approver_id. */
      add_approver: EasyFormResponseInput & { approver_id?: number }
      /** PUT :id/approval. */
      approval: EasyFormResponseInput
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: EasyFormResponseInput & { approver_id?: number }
      /** PUT :id/review. */
      review: EasyFormResponseInput
    }
  }
  [path: `supplier_information/${number}/supplier_information_sites`]: {
    output: SupplierInformationSite<CustomFields>
    input: SupplierInformationSiteInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  supplier_information_sites: {
    output: SupplierInformationSite<CustomFields>
    input: SupplierInformationSiteInput<CustomFields>
    actions: {
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
    }
  }
  supplier_information_tax_registrations: {
    output: SupplierInformationTaxRegistration<CustomFields>
    input: SupplierInformationTaxRegistrationInput<CustomFields>
    actions: {}
  }
  supplier_invites: {
    output: Supplier<CustomFields>
    input: SupplierInput<CustomFields>
    actions: {}
  }
  supplier_items: {
    output: SupplierItem<CustomFields>
    input: SupplierItemInput<CustomFields>
    actions: {
      /** GET catalog_item_info. */
      catalog_item_info: EmptyInput
      /** GET catalog_items. */
      catalog_items: EmptyInput
      /** GET search. */
      search: EmptyInput
    }
  }
  supplier_risk_aware_feed: {
    output: SupplierRiskAwareFeed<CustomFields>
    input: SupplierRiskAwareFeedInput<CustomFields>
    actions: {}
  }
  supplier_sharing_settings: {
    output: SupplierSharingSetting<CustomFields>
    input: SupplierSharingSettingInput<CustomFields>
    actions: {}
  }
  supplier_sites: {
    output: SupplierSite<CustomFields>
    input: SupplierSiteInput<CustomFields>
    actions: {}
  }
  suppliers: {
    output: Supplier<CustomFields>
    input: SupplierInput<CustomFields>
    actions: {
      /** PUT :id/supplier_user_integration_contacts/add. */
      add_supplier_user_integration_contact: SupplierInput
      /** PUT :id/supplier_user_integration_contacts/remove. */
      remove_supplier_user_integration_contact: SupplierInput
      /** POST create_supplier_user_preferences. */
      create_supplier_user_preferences: SupplierInput
      /** DELETE logout_iframe_session. */
      logout_iframe_session: EmptyInput
      /** POST sync_supplier_user_locale. */
      sync_supplier_user_locale: SupplierInput
    }
  }
  [path: `suppliers/${number}/addresses`]: {
    output: RemitToAddress<CustomFields>
    input: RemitToAddressInput<CustomFields>
    actions: {}
  }
  [path: `suppliers/${number}/business_groups`]: {
    output: BusinessGroup<CustomFields>
    input: BusinessGroupInput<CustomFields>
    actions: {
      /** PUT :id/add. PUT add. */
      add: BusinessGroupInput
      /** PUT :id/remove. PUT remove. */
      remove: BusinessGroupInput
      /** PUT remove_all. */
      remove_all: BusinessGroupInput
    }
  }
  [path: `suppliers/${number}/invoice_emails`]: {
    output: InvoiceEmail<CustomFields>
    input: InvoiceEmailInput<CustomFields>
    actions: {}
  }
  [path: `suppliers/${number}/remit_to_addresses`]: {
    output: RemitToAddress<CustomFields>
    input: RemitToAddressInput<CustomFields>
    actions: {}
  }
  [path: `suppliers/${number}/supplier_sites`]: {
    output: SupplierSite<CustomFields>
    input: SupplierSiteInput<CustomFields>
    actions: {}
  }
  tasks: {
    output: Task<CustomFields>
    input: TaskInput<CustomFields>
    actions: {}
  }
  [path: `tasks/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  tax_codes: {
    output: TaxCode<CustomFields>
    input: TaxCodeInput<CustomFields>
    actions: {}
  }
  tax_registrations: {
    output: TaxRegistration<CustomFields>
    input: TaxRegistrationInput<CustomFields>
    actions: {}
  }
  uoms: {
    output: UnitOfMeasure<CustomFields>
    input: UnitOfMeasureInput<CustomFields>
    actions: {}
  }
  [path: `uoms/${number}/translations`]: {
    output: ObjectTranslation<CustomFields>
    input: ObjectTranslationInput<CustomFields>
    actions: {}
  }
  user_group_memberships: {
    output: UserGroupMembership<CustomFields>
    input: UserGroupMembershipInput<CustomFields>
    actions: {}
  }
  user_groups: {
    output: UserGroup<CustomFields>
    input: UserGroupInput<CustomFields>
    actions: {}
  }
  [path: `user_groups/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `user_groups/${number}/tasks`]: {
    output: Task<CustomFields>
    input: TaskInput<CustomFields>
    actions: {}
  }
  users: {
    output: User<CustomFields>
    input: UserInput<CustomFields>
    actions: {
      /** GET :id/avatar. Answers with a file. */
      avatar: EmptyInput
      /** POST :id/avatar. */
      create_avatar: { file: FileInput }
      /** DELETE :id/avatar. */
      delete_avatar: EmptyInput
      /** PUT :id?exported=true. */
      mark_exported: EmptyInput
      /** PUT :id?exported=false. */
      mark_not_exported: EmptyInput
      /** GET :id/retrieve_avatar. Answers with a file. */
      retrieve_avatar: EmptyInput
      /** PUT :id/avatar. */
      update_avatar: { file: FileInput }
    }
  }
  [path: `users/${number}/addresses`]: {
    output: Address<CustomFields>
    input: AddressInput<CustomFields>
    actions: {}
  }
  [path: `users/${number}/attachments`]: {
    output: Attachment
    input: AttachmentInput
    actions: {}
  }
  [path: `users/${number}/business_groups`]: {
    output: BusinessGroup<CustomFields>
    input: BusinessGroupInput<CustomFields>
    actions: {
      /** PUT :id/add. PUT add. */
      add: BusinessGroupInput
      /** PUT :id/remove. PUT remove. */
      remove: BusinessGroupInput
    }
  }
  [path: `users/${number}/comments`]: {
    output: Comment
    input: CommentInput
    actions: {}
  }
  [path: `users/${number}/easy_form_responses`]: {
    output: EasyFormResponse<CustomFields>
    input: EasyFormResponseInput<CustomFields>
    actions: {
      /** PUT :id/add_approver. Not documented, a likely guess: approver_id. */
      add_approver: EasyFormResponseInput & { approver_id?: number }
      /** PUT :id/approval. */
      approval: EasyFormResponseInput
      /** PUT :id/remove_approval. Not documented, a likely guess: approver_id. */
      remove_approval: EasyFormResponseInput & { approver_id?: number }
      /** PUT :id/review. */
      review: EasyFormResponseInput
    }
  }
  warehouses: {
    output: Warehouse<CustomFields>
    input: WarehouseInput<CustomFields>
    actions: {}
  }
  [path: `warehouses/${number}/locations`]: {
    output: WarehouseLocation<CustomFields>
    input: WarehouseLocationInput<CustomFields>
    actions: {}
  }
  'work_confirmation/headers': {
    output: WorkConfirmationHeader<CustomFields>
    input: WorkConfirmationHeaderInput<CustomFields>
    actions: {}
  }
  worker_assignments: {
    output: WorkerAssignment<CustomFields>
    input: WorkerAssignmentInput<CustomFields>
    actions: {
      /** PUT :id/cancel. Not documented, a likely guess: cancel-reason. */
      cancel: WorkerAssignmentInput & { 'cancel-reason'?: string }
      /** PUT :id/close. Not documented, a likely guess: close-reason. */
      close: WorkerAssignmentInput & { 'close-reason'?: string }
      /** PUT :id/confirm. */
      confirm: WorkerAssignmentInput
      /** GET :id/show_history. */
      show_history: EmptyInput
    }
  }
  workers: {
    output: Worker<CustomFields>
    input: WorkerInput<CustomFields>
    actions: {
      /** GET :id/avatar. Answers with a file. */
      avatar: EmptyInput
      /** POST :id/avatar. */
      create_avatar: { file: FileInput }
      /** DELETE :id/avatar. */
      delete_avatar: EmptyInput
      /** POST :id/invite_worker. */
      invite_worker: WorkerInput
      /** PUT :id/avatar. */
      update_avatar: { file: FileInput }
    }
  }
}
