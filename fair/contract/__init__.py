"""Every message between browser and server, declared once. Import `fair.contract.all` for all."""
