import '@telink/ui';
