import requests
# Define the username and password for authentication
username = 'your_username' # Replace with actual username
password = 'your_password' # Replace with actual password
# Define the hash of the specific task that needs approval
hashtask = '40f02db9496525a119703af428b549cc'
# Construct the API URL for the approval endpoint using the task hash
api_url = f'https://www.otdx-api.com.br/nav/approval/{hashtask}'
# Step 1: Authenticate and obtain an API Token
# Send a POST request to the authentication endpoint with login credentials
auth_response = requests.post(
    'https://www.otdx-api.com.br/api-token-auth/',
    data={'username': username, 'password': password}
)
# Check if authentication was successful (status code 200 indicates success)
if auth_response.status_code == 200:
    # Extract the token from the authentication response JSON
    token = auth_response.json().get('token')
    # Define headers for subsequent requests to include the authentication token
    headers = {'Authorization': f'Token {token}'}
    # Step 2: Send a GET request to fetch task approval details
    response = requests.get(api_url, headers=headers)
    # Convert the response to JSON format
    api_response = response.json()
    # Print the API response (this will display the fetched data)
    print(api_response)
else:
    # Print an error message if authentication fails
    print(f"Authentication failed! Status Code: {auth_response.status_code}, Response: {auth_response.text}")
