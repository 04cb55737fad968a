export { openContract, type ContractOpening, type ContractToOpen } from './open-contract.js';
export { isStructuredReference, printedReference, referenceOfAccount } from './structured-reference.js';
