export { CustomerAccessModule } from './customer-access.module.js';
export { contextOfCustomer, CustomerDoor, type Customer, type OwnAccount } from './customer-door.js';
export { CustomerGuard, SignedInCustomer } from './customer-guard.js';
export { epcQrText } from './epc-qr.js';
