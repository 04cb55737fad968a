export * from './calendar-data.js';
export * from './civil-day.js';
